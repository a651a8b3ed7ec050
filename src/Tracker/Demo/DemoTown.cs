using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Reminders;
using Tracker.Reports;
using Tracker.YearLinks;

namespace Tracker.Demo;

/// <summary>The made-up town: its units, people and story, replayed through the same commands that people use.</summary>
/// <param name="store">A store whose clock is <paramref name="time"/>.</param>
/// <param name="seeds">The folder with units.json, people.json, story.json and the reports.</param>
/// <param name="hashPassword">The product's password hash: the demo people sign in like any other.</param>
public sealed class DemoTown(DocumentStore store, StoryTime time, InstallationClock clock, string seeds, Func<string> hashPassword)
{
    public const string Password = "tracker-demo";

    // The story's own days, whatever day the given clock shows.
    readonly CommitmentHandler commitments = new(store, new InstallationClock(time, clock.Zone));
    readonly ReportHandler reports = new(store, new LinkYears(store));
    readonly ImportReport import = new(store, new LinkYears(store), time);
    readonly Dictionary<string, UnitRef> units = [];
    readonly Dictionary<string, Actor> people = [];
    readonly Dictionary<string, Guid> items = [];
    Guid lastReport;

    /// <summary>True where loading was begun and never finished.</summary>
    public static async Task<bool> WasInterrupted(DocumentStore store, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        return await InstallationTable.Find(connection, InstallationTable.DemoTownLoading, ct) is not null;
    }

    /// <summary>Drops every table of ours; only ever called on a database that holds half a made-up town.</summary>
    public static async Task Remove(DocumentStore store, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        await InstallationTable.DropEverything(connection, ct);
    }

    /// <returns>The town's name and how many steps were replayed.</returns>
    public async Task<(string Town, int Steps)> Load(CancellationToken ct)
    {
        var story = await Read("story.json", StoryJson.Default.ListStoryStep, ct);
        var today = clock.DateOf(time.Now);
        var end = time.Now;
        time.Now = At(today.AddDays(story[0].Day - 1), 0);
        var town = await RegisterPeople(ct);

        for (var i = 0; i < story.Count; i++)
        {
            var (step, before) = (story[i], story[Math.Max(0, i - 1)]);
            for (var day = before.Day; day < step.Day; day++) await Remind(today.AddDays(day), ct);
            // Minutes apart, so that a day's steps keep their order.
            var inDay = story.Take(i).Count(earlier => earlier.Day == step.Day);
            var at = At(today.AddDays(step.Day), inDay);
            time.Now = at < end ? at : end;
            await Play(step, today, ct);
        }
        for (var day = story[^1].Day; day < 0; day++) await Remind(today.AddDays(day), ct);

        await using var session = store.OpenSession();
        InstallationTable.Set(session.Statements, InstallationTable.DemoTown, town);
        InstallationTable.Remove(session.Statements, InstallationTable.DemoTownLoading);
        await session.SaveChangesAsync(ct);
        return (town, story.Count);
    }

    async Task<string> RegisterPeople(CancellationToken ct)
    {
        var tree = await Read("units.json", StoryJson.Default.ListStoryUnit, ct);
        var staff = await Read("people.json", StoryJson.Default.ListStoryPerson, ct);
        foreach (var unit in tree) units[unit.Id] = new(Guid.CreateVersion7(time.Now), unit.Name);

        await using var session = store.OpenSession();
        foreach (var (unit, order) in tree.Select((unit, order) => (unit, order)))
            session.StartStream<Unit>(units[unit.Id].Id, new UnitRegistered(unit.Name, unit.ShortName, unit.Parent is null ? null : units[unit.Parent].Id, order));
        var hash = hashPassword();
        foreach (var person in staff)
        {
            var (id, unit) = (Guid.CreateVersion7(time.Now), units[person.Unit]);
            Role[] roles = [.. person.Roles.Select(role => Enum.Parse<Role>(role.Replace("-", "", StringComparison.Ordinal), ignoreCase: true))];
            people[person.Id] = new(id, person.Name, unit.Id, unit.Name, roles);
            session.StartStream<Person>(id, new PersonRegistered(person.Name, unit.Id, person.Post, person.Phone), new RolesGranted(roles));
            CredentialsTable.Set(session.Statements, id, person.Id, hash);
        }
        InstallationTable.Set(session.Statements, InstallationTable.DemoTownLoading, tree[0].Name);
        await session.SaveChangesAsync(ct);
        return tree[0].Name;
    }

    async Task Play(StoryStep step, DateOnly today, CancellationToken ct)
    {
        var actor = people[step.By];
        if (step.Do == "import")
        {
            var file = Path.Combine(seeds, step.File!.Replace('/', Path.DirectorySeparatorChar));
            lastReport = (await import.Handle(await File.ReadAllBytesAsync(file, ct), Path.GetFileName(file), new(null, null), actor, null, ct)).ReportId;
            return;
        }
        if (step.Do == "confirm")
        {
            var report = (await reports.Read(lastReport, actor, ct)).Report;
            foreach (var item in report.Items) items[item.Item.Title] = item.Item.Id;
            await reports.Handle(lastReport, new ConfirmItems([.. report.Items.Select(item => item.Item.Id)]), actor, null, null, ct);
            return;
        }

        var id = items.TryGetValue(step.Item!, out var known) ? known
            : throw new InvalidOperationException($"The story speaks of an item that the report does not have: {step.Item}");
        if (step.Do == "evidence")
            await commitments.Attach(id, Encoding.UTF8.GetBytes(step.Text!), step.File!, step.SpeaksForDay is { } day ? today.AddDays(day) : null, actor, null, ct);
        else
            await commitments.Handle(id, Command(step, today), actor, null, null, ct);
    }

    CommitmentCommand Command(StoryStep step, DateOnly today) => step.Do switch
    {
        "assign" => new AssignCommitment(
            units[step.Lead!], Units(step.With), PersonOf(step.Person), step.Leader is null ? null : people[step.Leader].Name,
            today.AddDays(step.DueDay!.Value), step.Standard!, Enum.Parse<RectificationKind>(step.Kind!, ignoreCase: true)),
        "accept" => new AcceptAssignment(),
        "decline" => new DeclineAssignment(step.Reason!),
        "reassign" => new ReassignCommitment(units[step.Lead!], Units(step.With), PersonOf(step.Person), step.Reason!),
        "progress" => new ReportProgress(step.Text!, step.Percent),
        "requestExtension" => new RequestExtension(today.AddDays(step.ToDay!.Value), step.Reason!),
        "grantExtension" => new GrantExtension(step.Reason),
        "refuseExtension" => new RefuseExtension(step.Reason!),
        "changeLimit" => new ChangeLimit(today.AddDays(step.ToDay!.Value), step.Reason!),
        "submit" => new SubmitClosing(step.Statement!),
        "return" => new ReturnClosing(step.Missing!),
        "close" => new CloseCommitment(Enum.Parse<Outcome>(step.Outcome!.Replace("-", "", StringComparison.Ordinal), ignoreCase: true), step.Note,
            [.. WorkRules.Default.Checklist.Select(point => new CheckedPoint(point, true))]),
        "reopen" => new ReopenCommitment(step.Reason!),
        "comment" => new CommentOnCommitment(step.Text!),
        _ => throw new InvalidOperationException($"The story has an unknown step: {step.Do}"),
    };

    UnitRef[] Units(IReadOnlyList<string>? slugs) => [.. (slugs ?? []).Select(slug => units[slug])];

    PersonRef? PersonOf(string? slug) => slug is null ? null : new(people[slug].Id, people[slug].Name);

    async Task Remind(DateOnly day, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        await RemindersTable.Run(connection, day, At(day, 0), clock.Zone.Id, ct);
    }

    DateTimeOffset At(DateOnly day, int step)
    {
        var local = day.ToDateTime(new TimeOnly(9, 0)).AddMinutes(7 * step);
        return new DateTimeOffset(local, clock.Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    async Task<T> Read<T>(string name, JsonTypeInfo<T> type, CancellationToken ct)
    {
        await using var file = File.OpenRead(Path.Combine(seeds, name));
        return await JsonSerializer.DeserializeAsync(file, type, ct) ?? throw new InvalidOperationException($"{name} is empty.");
    }
}
