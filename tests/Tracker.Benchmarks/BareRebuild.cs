using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Npgsql;
using NpgsqlTypes;
using Tracker.Commitments;
using Tracker.EventStore;

namespace Tracker.Benchmarks;

/// <summary>Reads the events in one sequence, folds them in a dictionary and copies the rows out: no progress kept, no index, no swap.</summary>
static class BareRebuild
{
    const string Columns = """
        id, report_id, organization, year, kind, title, original, section, position, status, lead_unit, lead_name, with_units, with_names,
        person_id, person_name, leader, rectification, standard, due_on, original_due_on, extension_to, percent, progress, progressed_at,
        evidence, missing, outcome, closed_at, closed_by, assigned_at, registered_at, changed_at
        """;

    static readonly Dictionary<string, JsonTypeInfo> Types = Mapped();

    public static async Task RunAsync(NpgsqlConnection connection)
    {
        await using (var table = new NpgsqlCommand("drop table if exists bare; create table bare (like ledger including defaults)", connection))
        {
            await table.ExecuteNonQueryAsync();
        }
        var rows = new Dictionary<Guid, Line>();
        await using (var read = new NpgsqlCommand("select stream_id, type, timestamp, data from mt_events order by seq_id", connection) { CommandTimeout = 0 })
        await using (var reader = await read.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                var id = reader.GetGuid(0);
                if (!rows.TryGetValue(id, out var line))
                {
                    rows.Add(id, line = new() { Id = id });
                }
                line.Apply(JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(3), Types[reader.GetString(1)])!, reader.GetFieldValue<DateTimeOffset>(2));
            }
        }
        await using var copy = await connection.BeginBinaryImportAsync($"copy bare ({Columns}) from stdin (format binary)");
        foreach (var line in rows.Values)
        {
            await line.WriteAsync(copy);
        }
        await copy.CompleteAsync();
    }

    static Dictionary<string, JsonTypeInfo> Mapped()
    {
        var types = new EventTypes();
        TrackerStore.MapEvents(types);
        return types.Names.ToDictionary(n => n.Key, n => TrackerJson.Default.GetTypeInfo(n.Value)!);
    }

    sealed class Line
    {
        public Guid Id { get; init; }
        CommitmentRegistered registered = null!;
        string status = "", title = "";
        Guid? lead, person;
        string? leadName, personName, leader, rectification, standard, progress, missing, outcome, closedBy;
        Guid[] with = [];
        string[] withNames = [];
        DateOnly? due, originalDue, extension;
        int? percent;
        int evidence;
        DateTimeOffset? progressedAt, closedAt, assignedAt;
        DateTimeOffset registeredAt, changedAt;

        public void Apply(object e, DateTimeOffset at)
        {
            switch (e)
            {
                case CommitmentRegistered x: (registered, title, status, registeredAt) = (x, x.Title, "Registered", at); break;
                case CommitmentAssigned x:
                    Assign(x.Lead, x.With, x.Person, at);
                    (leader, due, standard, rectification) = (x.Leader, x.DueOn, x.Standard, x.Kind.ToString());
                    originalDue ??= x.DueOn;
                    break;
                case CommitmentReassigned x: Assign(x.Lead, x.With, x.Person, at); extension = null; break;
                case AssignmentAccepted: status = "Underway"; break;
                case AssignmentDeclined: (status, lead, leadName, with, withNames, person, personName) = ("Registered", null, null, [], [], null, null); break;
                case CommitmentProgressed x: (progress, percent, progressedAt) = (x.Text, x.Percent ?? percent, at); break;
                case EvidenceAttached: evidence++; break;
                case ExtensionRequested x: extension = x.To; break;
                case ExtensionGranted x: (extension, due) = (null, x.To); break;
                case ExtensionRefused: extension = null; break;
                case DueDateChanged x: due = x.To; break;
                case ClosingSubmitted: (status, missing) = ("Submitted", null); break;
                case ClosingReturned x: (status, missing) = ("Returned", x.Missing); break;
                case CommitmentClosed x: (status, outcome, closedAt, closedBy, extension) = ("Closed", x.Outcome.ToString(), at, x.By.Name, null); break;
                case CommitmentReopened: (status, outcome, closedAt, closedBy) = (lead is null ? "Registered" : "Underway", null, null, null); break;
                default: return;
            }
            changedAt = at;
        }

        void Assign(People.UnitRef unit, IReadOnlyList<People.UnitRef> units, People.PersonRef? who, DateTimeOffset at) =>
            (status, lead, leadName, with, withNames, person, personName, assignedAt) =
                ("Assigned", unit.Id, unit.Name, [.. units.Select(u => u.Id)], [.. units.Select(u => u.Name)], who?.Id, who?.Name, at);

        public async Task WriteAsync(NpgsqlBinaryImporter copy)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(Id, NpgsqlDbType.Uuid);
            await copy.WriteAsync(registered.ReportId, NpgsqlDbType.Uuid);
            await copy.WriteAsync(registered.Organization, NpgsqlDbType.Text);
            await copy.WriteAsync(registered.Year, NpgsqlDbType.Integer);
            await copy.WriteAsync(registered.Kind.ToString(), NpgsqlDbType.Text);
            await copy.WriteAsync(title, NpgsqlDbType.Text);
            await copy.WriteAsync(registered.Original, NpgsqlDbType.Text);
            await copy.WriteAsync(registered.Section, NpgsqlDbType.Text);
            await copy.WriteAsync(registered.Start, NpgsqlDbType.Integer);
            await copy.WriteAsync(status, NpgsqlDbType.Text);
            await Maybe(lead, NpgsqlDbType.Uuid);
            await Text(leadName);
            await copy.WriteAsync(with, NpgsqlDbType.Uuid | NpgsqlDbType.Array);
            await copy.WriteAsync(withNames, NpgsqlDbType.Text | NpgsqlDbType.Array);
            await Maybe(person, NpgsqlDbType.Uuid);
            await Text(personName);
            await Text(leader);
            await Text(rectification);
            await Text(standard);
            await Maybe(due, NpgsqlDbType.Date);
            await Maybe(originalDue, NpgsqlDbType.Date);
            await Maybe(extension, NpgsqlDbType.Date);
            await Maybe(percent, NpgsqlDbType.Integer);
            await Text(progress);
            await Maybe(progressedAt, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(evidence, NpgsqlDbType.Integer);
            await Text(missing);
            await Text(outcome);
            await Maybe(closedAt, NpgsqlDbType.TimestampTz);
            await Text(closedBy);
            await Maybe(assignedAt, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(registeredAt, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(changedAt, NpgsqlDbType.TimestampTz);

            Task Text(string? value) => value is null ? copy.WriteNullAsync() : copy.WriteAsync(value, NpgsqlDbType.Text);
            Task Maybe<T>(T? value, NpgsqlDbType type) where T : struct => value is { } some ? copy.WriteAsync(some, type) : copy.WriteNullAsync();
        }
    }
}
