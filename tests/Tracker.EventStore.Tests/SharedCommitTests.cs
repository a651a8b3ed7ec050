namespace Tracker.EventStore.Tests;

/// <summary>Units of work that share a commit share nothing else: one that fails, fails alone.</summary>
public sealed class SharedCommitTests(PostgresFixture postgres) : StoreTests(postgres)
{
    const long Unlucky = 13;

    protected override void Configure(StoreOptions options)
    {
        base.Configure(options);
        options.Projections.Add(new SuperstitiousProjection(), ProjectionLifecycle.Inline);
        options.Migrate(3, "amounts", "create table amounts (amount bigint check (amount <> 14));");
    }

    [Theory]
    [InlineData(Unlucky)] // the projection throws
    [InlineData(Unlucky + 1)] // the database refuses its row
    public async Task An_error_of_one_unit_reaches_no_other(long bad)
    {
        var accounts = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => OpenAccountAsync()));
        for (var round = 0; round < 5; round++)
        {
            var version = round + 1;
            var saving = accounts.Select((id, nth) => Task.Run(() => BookAsync(id, nth % 10 == 0 ? 1 : version, nth % 10 == 5 ? bad : 1), Ct)).ToArray();
            await Task.WhenAll(saving).WaitAsync(TimeSpan.FromSeconds(30), Ct).ContinueWith(_ => { }, TaskScheduler.Default);
            for (var nth = 0; nth < saving.Length; nth++)
            {
                saving[nth].IsCompleted.ShouldBeTrue();
                saving[nth].IsFaulted.ShouldBe(nth % 10 == 5 || (nth % 10 == 0 && round > 0), $"round {round}, unit {nth}: {saving[nth].Exception?.InnerException}");
            }
            saving.Where((_, nth) => nth % 10 == 0 && round > 0).ShouldAllBe(s => s.Exception!.InnerException is ConcurrencyException);
        }
    }

    async Task BookAsync(Guid id, long version, long amount)
    {
        await using var session = Store.OpenSession();
        session.Append(id, version, new AmountBooked(amount));
        await session.SaveChangesAsync(Ct);
    }

    sealed class SuperstitiousProjection : IProjection
    {
        public string Name => "Amounts";

        public IReadOnlyList<string> Tables => ["amounts"];

        public void Project(StoredEvent e, IStatementBatch batch)
        {
            if (e.Data is AmountBooked { Amount: var amount })
            {
                batch.Execute("insert into amounts values ($1)", amount == Unlucky ? throw new InvalidOperationException("Not on a Friday.") : amount);
            }
        }
    }
}
