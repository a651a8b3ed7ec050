using Microsoft.AspNetCore.Http.HttpResults;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Web.Api;
using Tracker.Web.SignIn;

namespace Tracker.Web.People;

public sealed record UnitsAnswer(IReadOnlyList<UnitRow> Items);

public sealed record PeopleAnswer(IReadOnlyList<PersonAnswer> Items);

/// <summary>Somebody by name and unit; no more is anybody's business who does not manage people.</summary>
public sealed record PersonAnswer(Guid Id, string Name, Guid? UnitId, string? UnitName);

/// <param name="Title">职务.</param>
/// <param name="Scope">管理范围 of a supervising post; null for the whole installation.</param>
/// <param name="For">代理: whom the caller stands in for.</param>
/// <param name="Rights">What is left of them where the call comes with a token.</param>
public sealed record MeAnswer(
    Guid Id, string Name, UnitRef? Unit, string? Title, IReadOnlyList<Role> Roles, IReadOnlyList<Right> Rights, UnitRef? Scope, PersonRef? For)
{
    public static MeAnswer Of(Actor actor) => new(
        actor.Id, actor.Name, actor is { UnitId: { } unit, UnitName: { } name } ? new(unit, name) : null, actor.Title, actor.Roles,
        [.. Enum.GetValues<Right>().Where(actor.May)], actor.Scope?.Top, actor.For);
}

/// <summary>Units and people over HTTP, by the ids that other calls take.</summary>
static class PeopleApi
{
    public static void MapPeopleApi(this IEndpointRouteBuilder routes)
    {
        routes.MapApi("/units", "People").MapGet("", Units).WithSummary("The units of the caller's scope");
        routes.MapApi("/people", "People").MapGet("", People).WithSummary("The people of those units, by name");
        routes.MapApi("/me", "People").MapGet("", (CurrentActor current) => TypedResults.Ok(MeAnswer.Of(current.Actor)))
            .WithSummary("Who the caller is: person, unit, roles and rights");
    }

    static async Task<Ok<UnitsAnswer>> Units(DocumentStore store, CurrentActor current, CancellationToken ct)
    {
        current.Actor.Need(Right.ReadLedger);
        var area = current.Actor.Where(Right.ReadLedger);
        await using var connection = await store.OpenConnectionAsync(ct);
        return TypedResults.Ok(new UnitsAnswer([.. (await PeopleQuery.Units(connection, ct)).Where(unit => area.Covers(unit.Id))]));
    }

    static async Task<Ok<PeopleAnswer>> People(DocumentStore store, CurrentActor current, CancellationToken ct)
    {
        current.Actor.Need(Right.ReadLedger);
        var area = current.Actor.Where(Right.ReadLedger);
        await using var connection = await store.OpenConnectionAsync(ct);
        return TypedResults.Ok(new PeopleAnswer([.. (await PeopleQuery.People(connection, ct))
            .Where(person => area.Everywhere || person.UnitId is { } unit && area.Covers(unit))
            .Select(person => new PersonAnswer(person.Id, person.Name, person.UnitId, person.UnitName))]));
    }
}
