using Microsoft.AspNetCore.Identity;
using Tracker.People;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.People;

/// <summary>A district of one test's own in the shared town: a government, two bureaus below it, and people as the test wants them.</summary>
public sealed class District(Town town)
{
    static int count;

    readonly string name = $"试{Interlocked.Increment(ref count)}区";

    public UnitRef Government { get; private set; } = null!;
    public UnitRef Roads { get; private set; } = null!;
    public UnitRef Team { get; private set; } = null!;
    public string Name => name;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<District> In(Town town)
    {
        var district = new District(town);
        district.Government = await district.Unit("人民政府", null);
        district.Roads = await district.Unit("交通局", district.Government);
        district.Team = await district.Unit("交通执法支队", district.Roads);
        return district;
    }

    public async Task<UnitRef> Unit(string kind, UnitRef? parent)
    {
        var unit = new UnitRef(Town.NewId(), name + kind);
        await using var session = town.Store.OpenSession();
        session.StartStream<Unit>(unit.Id, new UnitRegistered(unit.Name, kind, parent?.Id, 0));
        await session.SaveChangesAsync(Ct);
        return unit;
    }

    /// <returns>The person, who signs in under his name.</returns>
    public async Task<PersonRef> Person(string person, UnitRef? unit, UnitRef? scope, params Role[] roles)
    {
        var who = new PersonRef(Town.NewId(), name + person);
        await using var session = town.Store.OpenSession();
        session.StartStream<Person>(who.Id, new PersonRegistered(who.Name, unit?.Id, "科长", null),
            new PostChanged(who.Id, unit?.Id, "科长", roles, scope?.Id, town.Supervisor.By));
        CredentialsTable.Set(session.Statements, who.Id, who.Name, new PasswordHasher<object>().HashPassword(new(), Town.Password));
        await session.SaveChangesAsync(Ct);
        return who;
    }

    public async Task Happened(PersonRef person, params PersonEvent[] events)
    {
        await using var session = town.Store.OpenSession();
        session.Append(person.Id, [.. events]);
        await session.SaveChangesAsync(Ct);
    }

    public async Task<Actor> Actor(PersonRef person, Guid? post = null)
    {
        await using var connection = await town.Store.OpenConnectionAsync(Ct);
        return ActingPost.ActorOf(await ActingQuery.Posts(connection, person.Id, town.Today, Ct), post).ShouldNotBeNull();
    }
}
