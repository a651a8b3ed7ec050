using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.Ledger;
using Tracker.People;
using Tracker.Reports;
using Tracker.Tests;

namespace Tracker.Web.Tests.People;

/// <summary>What a person sees is one rule, written in SQL for lists and in C# for one commitment: over random trees, people and commitments they agree.</summary>
public sealed class ScopeTests : IAsyncLifetime
{
    const int Rounds = 12, Commitments = 40, People = 25;

    readonly TestDatabase database = new();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task The_ledger_lists_exactly_what_the_area_of_a_person_covers()
    {
        await using var store = TrackerStore.For(database.ConnectionString);
        await store.MigrateAsync(Ct);
        var (seen, hidden) = (0, 0);
        for (var seed = 1; seed <= Rounds; seed++)
        {
            var (people, commitments) = await Make(store, new Random(seed), seed);
            await using var connection = await store.OpenConnectionAsync(Ct);
            foreach (var person in people)
            {
                var actor = (await PeopleQuery.Actor(connection, person, Ct)).ShouldNotBeNull();
                var rows = (await LedgerQuery.Page(connection, new(Year: seed, PageSize: 500), actor, new(2026, 3, 1), Ct)).Rows.Select(row => row.Id).Order().ToList();
                var area = actor.Where(Right.ReadLedger);
                rows.ShouldBe(commitments.Where(area.Covers).Select(commitment => commitment.Id).Order(), ignoreOrder: false, $"seed {seed}, {string.Join('+', actor.Roles)} over {actor.Scope?.Top.Name}");
                commitments.Where(commitment => rows.Contains(commitment.Id)).ShouldAllBe(commitment => actor.MaySee(commitment));
                (seen, hidden) = (seen + rows.Count, hidden + commitments.Count - rows.Count);
            }
        }
        // Neither all nor nothing, or the agreement would say little.
        seen.ShouldBeGreaterThan(500);
        hidden.ShouldBeGreaterThan(500);
    }

    static async Task<(List<Guid> People, List<Commitment> Commitments)> Make(DocumentStore store, Random random, int year)
    {
        var units = new List<UnitRef>();
        await using var session = store.OpenSession();
        for (var i = 0; i < 12; i++)
        {
            var unit = new UnitRef(NewId(), $"第{year}轮单位{i}");
            session.StartStream<Unit>(unit.Id, new UnitRegistered(unit.Name, unit.Name, i == 0 || random.Next(5) == 0 ? null : units[random.Next(units.Count)].Id, i));
            units.Add(unit);
        }
        UnitRef Any() => units[random.Next(units.Count)];
        var people = new List<Guid>();
        var by = new By(Guid.Empty, "某人", null, null);
        for (var i = 0; i < People; i++)
        {
            var id = NewId();
            Role[] roles = [.. Enum.GetValues<Role>().Where(_ => random.Next(3) == 0).DefaultIfEmpty(Role.DepartmentHead)];
            session.StartStream<Person>(id, new PersonRegistered($"人{i}", Any().Id, null, null),
                new PostChanged(id, Any().Id, null, roles, random.Next(6) == 0 ? null : Any().Id, by));
            people.Add(id);
        }
        var commitments = new List<Commitment>();
        for (var i = 0; i < Commitments; i++)
        {
            List<CommitmentEvent> history = [new CommitmentRegistered(
                NewId(), ItemKind.Problem, random.Next(3) == 0 ? "别处人民政府" : Any().Name, year, "问题", "问题", "", 0, 2, null, [], [], null, by)];
            for (var steps = random.Next(4); steps > 0; steps--)
                history.Add(history.Count > 1 && random.Next(4) == 0 ? new AssignmentDeclined("不属本单位", by)
                    : new CommitmentAssigned(Any(), [.. Enumerable.Range(0, random.Next(3)).Select(_ => Any()).DistinctBy(unit => unit.Id)], null, null, new(2026, 6, 30), "标准", RectificationKind.Phased, by));
            var id = NewId();
            session.StartStream<Commitment>(id, [.. history]);
            commitments.Add(Aggregate.Fold<Commitment, CommitmentEvent>(id, history));
        }
        await session.SaveChangesAsync(Ct);
        return (people, commitments);
    }

    static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
}
