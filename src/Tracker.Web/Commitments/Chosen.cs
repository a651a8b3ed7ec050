using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.People;

namespace Tracker.Web.Commitments;

/// <summary>Units and people that a form or a request names by id, as events remember them.</summary>
public sealed class Chosen(DocumentStore store, InstallationClock clock)
{
    IReadOnlyList<UnitRow> units = [];
    IReadOnlyList<PersonRow> people = [];

    public async Task Load(CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        (units, people) = (await PeopleQuery.Units(connection, ct), await PeopleQuery.People(connection, ct));
    }

    public UnitRef Unit(Guid id) =>
        units.FirstOrDefault(unit => unit.Id == id) is { } found ? new(found.Id, found.Name) : throw new BadHttpRequestException($"No unit {id}.");

    public IReadOnlyList<UnitRef> Units(IReadOnlyList<Guid>? ids) => [.. (ids ?? []).Distinct().Select(Unit)];

    public PersonRef? Person(Guid? id) =>
        id is null ? null
        : people.FirstOrDefault(person => person.Id == id) is { } found ? new(found.Id, found.Name) : throw new BadHttpRequestException($"No person {id}.");

    /// <param name="lead">Does it where the request names no unit.</param>
    /// <param name="due">Its limit where the request names none.</param>
    public AssignedMeasure Measure(MeasureRequest measure, UnitRef? lead, DateOnly due) => new(
        measure.Id ?? Guid.CreateVersion7(clock.Now), (measure.Text ?? "").Trim(),
        measure.UnitId is { } unit ? Unit(unit) : lead ?? throw new BadHttpRequestException("A measure needs a unit."), Person(measure.PersonId), measure.DueOn ?? due);
}
