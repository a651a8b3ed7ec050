using System.Data.Common;
using Tracker.EventStore;
using Tracker.Reports;

namespace Tracker.People;

/// <summary>A new account with the link by which its person sets a password: shown once, kept nowhere.</summary>
public sealed record NewAccount(string Name, string Login, string? Unit, string Token);

/// <param name="Accounts">Of those who are new.</param>
public sealed record ImportedPeople(PeoplePlan Plan, IReadOnlyList<NewAccount> Accounts);

/// <summary>导入单位和人员: first what it would do, then all of it in one transaction. The same list twice changes nothing.</summary>
public sealed class ImportPeople(DocumentStore store, TimeProvider time)
{
    /// <summary>预演.</summary>
    /// <exception cref="UnreadableFileException">The file is no .xlsx, or damaged.</exception>
    /// <exception cref="RefusalException">It has no header of units or people.</exception>
    public async Task<PeoplePlan> Plan(byte[] content, Actor actor, CancellationToken ct)
    {
        actor.Need(Right.ManagePeople);
        var sheet = PeopleSheet.Of(XlsxRows.All(content, ct));
        await using var connection = await store.OpenConnectionAsync(ct);
        return Of(sheet, await Register(connection, actor, ct));
    }

    public static PeoplePlan Of(PeopleSheet sheet, Register register)
    {
        var units = new PlanUnits([.. sheet.Lines.Where(line => !line.IsPerson)], register);
        var (planned, people) = (units.Rows().ToList(), new PlanPeople([.. sheet.Lines.Where(line => line.IsPerson)], units, register).Rows().ToList());
        return new([.. planned.Select(each => each.Row), .. people.Select(each => each.Row)], sheet.UnknownColumns,
            [.. planned.Select(each => each.Unit).OfType<PlannedUnit>()], [.. people.Select(each => each.Person).OfType<PlannedPerson>()]);
    }

    /// <param name="onlyRight">Take the right rows although others are wrong.</param>
    /// <param name="seen">The digest of the plan that was seen; null where none was.</param>
    /// <exception cref="RefusalException">Rows are wrong, or it is no longer what was seen: nothing was stored.</exception>
    public async Task<ImportedPeople> Apply(byte[] content, bool onlyRight, string? seen, Actor actor, CancellationToken ct)
    {
        var plan = await Plan(content, actor, ct);
        if (seen is not null && seen != plan.Digest)
            throw new RefusalException("people-changed-meanwhile", "预演之后单位或人员有变动，结果已重新计算，请再看一遍后确认。");
        if (plan.Count(RowOutcome.Wrong) is var wrong and > 0 && !onlyRight)
            throw new RefusalException("people-rows-wrong", $"还有 {wrong} 行有误，没有导入。请改正后重新上传，或选择只导入无误的行。");
        return plan.Changes ? new(plan, await Store(plan, actor, ct)) : new(plan, []);
    }

    async Task<IReadOnlyList<NewAccount>> Store(PeoplePlan plan, Actor actor, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var connection = await store.OpenConnectionAsync(ct);
        var ids = (await PeopleQuery.Units(connection, ct)).GroupBy(unit => unit.Name).ToDictionary(same => same.Key, same => same.First().Id);
        var order = ids.Count;
        foreach (var unit in plan.Units.Where(unit => unit.Existing is null)) ids[unit.Name] = Guid.CreateVersion7(now);

        await using var session = store.OpenSession(actor.Id.ToString());
        var units = (await session.FetchForWriting<Unit, UnitEvent>([.. plan.Units.Where(unit => unit.Existing is not null).Select(unit => unit.Existing!.Id)], ct)).ToDictionary(stream => stream.Id);
        foreach (var unit in plan.Units)
        {
            Guid? parent = unit.Parent is { } above ? ids[above] : null;
            if (unit.Existing is null) session.StartStream<Unit>(ids[unit.Name], new UnitRegistered(unit.Name, unit.ShortName ?? unit.Name, parent, order++));
            else units[unit.Existing.Id].AppendMany(Changes(unit, units[unit.Existing.Id].Aggregate, parent, actor));
        }

        var people = (await session.FetchForWriting<Person, PersonEvent>([.. plan.People.Where(person => person.Existing is not null).Select(person => person.Existing!.Id)], ct)).ToDictionary(stream => stream.Id);
        var accounts = new List<NewAccount>();
        foreach (var person in plan.People)
        {
            var id = person.Existing?.Id ?? Guid.CreateVersion7(now);
            var post = new Post(id, person.Unit is { } unit ? ids[unit] : null, person.Title, person.Roles, person.Scope is { } scope ? ids[scope] : null);
            if (person.Existing is not null)
            {
                people[id].AppendMany(Changes(person, people[id].Aggregate, post, actor));
                continue;
            }
            var registered = new PersonRegistered(person.Name, post.UnitId, post.Title, person.Phone);
            session.StartStream<Person>(id, registered, post.ScopeId is null ? new RolesGranted(post.Roles) : Changed(post, actor));
            CredentialsTable.Set(session.Statements, id, person.Login, "");
            var token = OneTimeLink.NewToken();
            CredentialsTable.AddLink(session.Statements, OneTimeLink.HashOf(token), OneTimeLink.Invitation(id), now + OneTimeLink.Lifetime);
            accounts.Add(new(person.Name, person.Login, person.Unit, token));
        }
        await session.SaveChangesAsync(ct);
        return accounts;
    }

    static IEnumerable<UnitEvent> Changes(PlannedUnit unit, Unit before, Guid? parent, Actor actor)
    {
        if (unit.ShortName is { } name && name != before.ShortName) yield return new UnitRenamed(before.Name, name, actor.By);
        if (parent is not null && parent != before.ParentId) yield return new UnitMoved(parent, actor.By);
    }

    static IEnumerable<PersonEvent> Changes(PlannedPerson person, Person before, Post post, Actor actor)
    {
        if (person.Name != before.Name) yield return new PersonRenamed(person.Name, actor.By);
        if (person.Phone != before.Phone) yield return new PhoneChanged(person.Phone, actor.By);
        if (before.Post(post.Id) is not { } main || !post.IsLike(main)) yield return Changed(post, actor);
    }

    static PostChanged Changed(Post post, Actor actor) => new(post.Id, post.UnitId, post.Title, post.Roles, post.ScopeId, actor.By);

    static async Task<Register> Register(DbConnection connection, Actor actor, CancellationToken ct) => new(
        new(await PeopleQuery.Units(connection, ct)), await PeopleQuery.People(connection, ct), await CredentialsTable.Logins(connection, ct),
        await PeopleQuery.Posts(connection, null, ct), await PeopleQuery.Administrators(connection, ct), actor);
}
