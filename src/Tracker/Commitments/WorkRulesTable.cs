using System.Data.Common;
using System.Globalization;
using Tracker.EventStore;
using Tracker.People;

namespace Tracker.Commitments;

/// <summary>办理规则 as kept with the installation's other facts.</summary>
public static class WorkRulesTable
{
    const string Countersign = "countersign", NoticeDays = "notice_days", Checklist = "checklist";

    /// <summary>One statement.</summary>
    public static async Task<WorkRules> Find(DbConnection connection, CancellationToken ct)
    {
        var set = (await connection.Command("select name, value from installation where name = any($1)", (object)new[] { Countersign, NoticeDays, Checklist })
            .Rows(r => (Name: r.GetString(0), Value: r.GetString(1)), ct)).ToDictionary(row => row.Name, row => row.Value);
        return new(
            set.GetValueOrDefault(Countersign) is "true",
            set.TryGetValue(NoticeDays, out var days) ? int.Parse(days, CultureInfo.InvariantCulture) : WorkRules.Default.NoticeDays,
            set.TryGetValue(Checklist, out var points) ? points.Split('\n', StringSplitOptions.RemoveEmptyEntries) : WorkRules.Default.Checklist);
    }

    public static void Set(IStatementBatch batch, WorkRules rules)
    {
        InstallationTable.Set(batch, Countersign, rules.Countersign ? "true" : "false");
        InstallationTable.Set(batch, NoticeDays, rules.NoticeDays.ToString(CultureInfo.InvariantCulture));
        InstallationTable.Set(batch, Checklist, string.Join('\n', rules.Checklist));
    }
}
