using System.Security.Cryptography;
using System.Text;

namespace Tracker.EventStore.Tests;

public sealed class SealTests(PostgresFixture postgres) : StoreTests(postgres), IDisposable
{
    readonly SealKey key = new();
    readonly Clock clock = new();

    protected override void Configure(StoreOptions options)
    {
        base.Configure(options);
        options.Time = clock;
    }

    [Fact]
    public async Task A_seal_says_what_it_holds_and_is_signed()
    {
        var id = await OpenAccountAsync(new AmountBooked(1), new AmountBooked(2));
        await OpenAccountAsync();
        await ExecuteAsync(Foreign.Append(id, 3));
        var seal = (await SealAsync()).Single();

        (seal.Number, seal.FromSequence, seal.Events, seal.Streams, seal.ForeignEvents, seal.BrokenEvents).ShouldBe((1, 1, 5, 2, 1, 0));
        seal.Statement.ShouldContain("事件数 events: 5\n");
        seal.Statement.ShouldContain("单位 installation: 青芦县\n");
        seal.Statement.ShouldContain($"本次摘要 root: {seal.Root}\n");
        seal.Statement.ShouldContain("封存时间 sealed: 2026-03-02T23:50:00+08:00 Asia/Shanghai\n");
        key.Key.VerifyData(Encoding.UTF8.GetBytes(seal.Statement), Convert.FromBase64String(seal.Signature), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
            .ShouldBeTrue();
        (await Store.SealsAsync(10, ct: Ct)).ShouldBe([seal]);
        (await Store.FindSealAsync(1, Ct))!.Odd.ShouldBe([new SealedEvent(seal.ToSequence, id, 4, ChainStanding.Foreign)]);
        (await Store.FindSealAsync(2, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task The_links_are_those_that_the_database_computes()
    {
        var id = await OpenAccountAsync(new AmountBooked(1, "引号\"与反斜杠\\，换行\n"), new AmountBooked(2));
        await ExecuteAsync(Foreign.Append(id, 3));
        await using (var session = Store.OpenSession(null, "command", "request"))
        {
            session.Append(id, new AmountBooked(4));
            await session.SaveChangesAsync(Ct);
        }
        (await SealAsync()).Single().BrokenEvents.ShouldBe(0);
        (await RowsAsync("select encode(substring(leaves from 65 * (n - 1) + 33 for 32), 'hex') = tracker_chain_of(e.stream_id, e.version) from tracker_seals, generate_series(1, 5) n join mt_events e on e.version = n"))
            .ShouldBe(["True", "True", "True", "True", "True"]);
    }

    [Fact]
    public async Task Each_seal_goes_on_where_the_last_one_ended()
    {
        await OpenAccountAsync(new AmountBooked(1));
        var first = (await SealAsync()).Single();
        var id = await OpenAccountAsync();
        var second = (await SealAsync()).Single();
        (second.Number, second.FromSequence, second.ToSequence, second.Events, second.PreviousRoot).ShouldBe((2, 3, 3, 1, first.Root));
        await BookAsync(id);
        (await SealAsync()).Single().BrokenEvents.ShouldBe(0);
    }

    [Fact]
    public async Task A_day_without_events_is_sealed_once()
    {
        await OpenAccountAsync();
        (await SealAsync()).Count.ShouldBe(1);
        (await SealAsync()).ShouldBeEmpty();
        clock.Now = clock.Now.AddDays(1);
        var quiet = (await SealAsync()).Single();
        (quiet.Number, quiet.Events).ShouldBe((2, 0));
        (await SealAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_events_are_sealed_in_several_seals()
    {
        for (var i = 0; i < 5; i++)
        {
            await OpenAccountAsync(new AmountBooked(1), new AmountBooked(2));
        }
        var seals = await SealAsync(SealKey.Options with { EventsPerSeal = 4 });
        seals.Select(seal => (seal.FromSequence, seal.ToSequence, seal.Events)).ShouldBe([(1, 4, 4), (5, 8, 4), (9, 12, 4), (13, 15, 3)]);
        seals.ShouldAllBe(seal => seal.BrokenEvents == 0);
    }

    [Fact]
    public async Task A_backlog_that_fills_its_last_seal_leaves_no_empty_one_behind()
    {
        await OpenAccountAsync(new AmountBooked(1), new AmountBooked(2), new AmountBooked(3));
        (await SealAsync(SealKey.Options with { EventsPerSeal = 2 })).Select(seal => seal.Events).ShouldBe([2, 2]);
    }

    [Fact]
    public async Task Of_nodes_that_seal_at_once_one_does()
    {
        await OpenAccountAsync(new AmountBooked(1));
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Open(options => options.Time = clock).SealAsync(key.Key, SealKey.Options, ct: Ct)));
        made.Sum(seals => seals.Count).ShouldBe(1);
    }

    [Fact]
    public async Task A_seal_waits_for_those_who_drew_a_number_already()
    {
        var id = await OpenAccountAsync();
        var other = await OpenAccountAsync();
        await using var slow = new Npgsql.NpgsqlConnection($"{ConnectionString};Pooling=false;Search Path={Schema}");
        await slow.OpenAsync(Ct);
        await using var open = await slow.BeginTransactionAsync(Ct);
        await using (var command = new Npgsql.NpgsqlCommand(Foreign.Append(id, 7), slow))
        {
            await command.ExecuteNonQueryAsync(Ct);
        }
        await BookAsync(other);
        var sealing = SealAsync();
        await Task.Delay(300, Ct);
        sealing.IsCompleted.ShouldBeFalse();
        await open.CommitAsync(Ct);
        (await sealing).Single().Events.ShouldBe(4);
    }

    [Fact]
    public async Task A_broken_chain_is_sealed_as_broken_and_told()
    {
        var id = await OpenAccountAsync(new AmountBooked(1), new AmountBooked(2));
        await TamperAsync("update mt_events set data = '{\"Amount\": 100}' where version = 2");
        var seal = (await SealAsync()).Single();
        (seal.BrokenEvents, seal.FirstBroken).ShouldBe((1, 2));
        seal.Statement.ShouldContain("断链事件数 broken: 1\n首个断链事件序号 first-broken: 2\n");
        (await Store.FindSealAsync(1, Ct))!.Odd.ShouldBe([new SealedEvent(2, id, 2, ChainStanding.Broken)]);
    }

    [Fact]
    public async Task A_key_of_another_curve_is_refused()
    {
        using var wide = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        await Should.ThrowAsync<ArgumentException>(() => Store.SealAsync(wide, SealKey.Options, ct: Ct));
    }

    Task<IReadOnlyList<Seal>> SealAsync(SealOptions? options = null) => Store.SealAsync(key.Key, options ?? SealKey.Options, ct: Ct);

    async Task BookAsync(Guid id)
    {
        await using var session = Store.OpenSession();
        session.Append(id, new AmountBooked(1));
        await session.SaveChangesAsync(Ct);
    }

    public void Dispose() => key.Dispose();

    sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 15, 50, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
