using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tracker.EventStore.Tests;

/// <summary>Links that are made here are those that the server would make: the text under them is printed as it prints it.</summary>
public sealed class ChainTextTests(PostgresFixture postgres) : StoreTests(postgres)
{
    /// <summary>The chain in words of its own, without the store's functions.</summary>
    const string Broken =
        """
        select version, data from (
          select e.*, coalesce(decode(lag(headers ->> 'chain') over (partition by stream_id order by version), 'hex'), '') as before,
                 jsonb_build_array(stream_id, version, id, extract(epoch from timestamp), tenant_id, type, mt_dotnet_type,
                                   correlation_id, causation_id, user_name, data)::text as text
          from mt_events e) e
        where headers ->> 'chain' is distinct from encode(sha256(before || sha256(convert_to(text, 'UTF8'))), 'hex')
        order by stream_id, version
        """;

    static readonly string[] Letters =
        ["a", "Z", "7", " ", "法", "治", "…", "é", "𠮷", "😀", "\"", "\\", "/", "\b", "\f", "\n", "\r", "\t", "\u0001", "\u001f", "\u007f", "\u2028", "<", "'", "+"];

    protected override void Configure(StoreOptions options)
    {
        base.Configure(options);
        options.Events.Map<Anything>("anything");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_has_read_a_stream_links_to_it_without_the_server(bool relaxed)
    {
        const int streams = 12;
        const int events = 240;
        await using var store = Open(options => options.Events.UseJson(
            new(JsonSerializerOptions.Web) { Encoder = relaxed ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping : JavaScriptEncoder.Default }));
        var ids = await Task.WhenAll(Enumerable.Range(0, streams).Select(_ => StartAsync(store)));
        // Whatever asked the server for a link would fail now.
        await ExecuteAsync("drop function tracker_link(text, bytea) cascade; drop function tracker_chain_of(uuid, bigint)");
        var random = new Random(20261122);
        for (var n = 0; n < events; n++)
        {
            await NoteAsync(store, ids[n % streams], Value(random, depth: 0), Text(random), fetch: true);
        }
        (await RowsAsync(Broken)).ShouldBeEmpty();
        (await RowsAsync("select count(*) from mt_events")).ShouldBe([$"{events + streams}"]);
    }

    [Fact]
    public async Task What_is_appended_after_a_save_hangs_on_to_what_was_saved()
    {
        var id = await StartAsync(Store);
        await using var session = Store.OpenSession("li");
        var stream = (await session.FetchForWriting<Account, AccountEvent>(id, Ct))!;
        for (var n = 1; n <= 3; n++)
        {
            stream.AppendMany([new AmountBooked(n)]);
            await session.SaveChangesAsync(Ct);
        }
        (await RowsAsync(Broken)).ShouldBeEmpty();
        (await RowsAsync("select max(version) from mt_events")).ShouldBe(["4"]);
    }

    [Theory]
    [InlineData("1e5")]
    [InlineData("-1.50E-3")]
    [InlineData("-0")]
    [InlineData("-0.00")]
    [InlineData("""{"b": 1, "a": 2, "b": {"c": 3}}""")]
    [InlineData("""{"\u6cd5": 1, "z": 2}""")]
    [InlineData("[[[1e1]], {}]")]
    public async Task What_the_server_prints_in_its_own_way_is_linked_by_the_server(string json)
    {
        var id = await StartAsync(Store);
        await NoteAsync(Store, id, json, "one", fetch: true);
        await NoteAsync(Store, id, "2", "two", fetch: true);
        await NoteAsync(Store, id, json, "three", fetch: false);
        await NoteAsync(Store, id, "[]", "four", fetch: false);
        (await RowsAsync(Broken)).ShouldBeEmpty();
        (await RowsAsync("select count(*) from mt_events")).ShouldBe(["5"]);
    }

    [Fact]
    public async Task Many_at_once_are_linked_whether_they_have_read_or_not()
    {
        const int streams = 40;
        var ids = await Task.WhenAll(Enumerable.Range(0, streams).Select(_ => StartAsync(Store)));
        for (var round = 0; round < 5; round++)
        {
            await Task.WhenAll(ids.Select((id, nth) => NoteAsync(Store, id, $"[{round}, \"第{nth}件\"]", null, fetch: nth % 2 == 0, version: 1 + round)));
        }
        (await RowsAsync(Broken)).ShouldBeEmpty();
        (await RowsAsync("select count(*) from mt_events")).ShouldBe([$"{streams * 6}"]);
    }

    [Theory]
    [InlineData("1999-12-31T23:59:59.9999999Z")]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("2026-11-22T08:00:00.000001+08:00")]
    public async Task Any_time_is_printed_as_the_server_prints_it(string time)
    {
        await using var store = Open(options => options.Time = new StoppedClock(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture)));
        var id = await StartAsync(store);
        await NoteAsync(store, id, "1", null, fetch: true);
        await NoteAsync(store, id, "2", null, fetch: false, version: 2);
        (await RowsAsync(Broken)).ShouldBeEmpty();
    }

    static async Task<Guid> StartAsync(DocumentStore store)
    {
        var id = Guid.CreateVersion7();
        await using var session = store.OpenSession("li");
        session.StartStream<Account>(id, new AccountOpened("li"));
        await session.SaveChangesAsync(Ct);
        return id;
    }

    static async Task NoteAsync(DocumentStore store, Guid id, string json, string? command, bool fetch, long? version = null)
    {
        await using var session = store.OpenSession(command, command is null ? null : $"{command}{Guid.NewGuid()}", command);
        var noted = new Anything(JsonElement.Parse(json));
        if (fetch)
        {
            (await session.FetchForWriting<Account, AccountEvent>(id, Ct))!.AppendMany([noted]);
        }
        else if (version is { } known)
        {
            session.Append(id, known, noted);
        }
        else
        {
            session.Append(id, (await session.FetchStream(id, ct: Ct)).Count, noted);
        }
        await session.SaveChangesAsync(Ct);
    }

    /// <summary>A value that the server prints as it is but for order and spaces.</summary>
    static string Value(Random random, int depth) => random.Next(depth > 4 ? 5 : 8) switch
    {
        0 => JsonSerializer.Serialize(Text(random)),
        1 => random.NextInt64().ToString(CultureInfo.InvariantCulture),
        2 => (random.Next() / 1000m * (random.Next(2) * 2 - 1) - 0.5m).ToString(CultureInfo.InvariantCulture),
        3 => random.Next(3) switch { 0 => "true", 1 => "false", _ => "null" },
        4 => $"{random.Next(10)}.{random.Next(10)}00",
        5 => $"[{string.Join(random.Next(2) == 0 ? "," : " , ", Values(random, depth))}]",
        _ => $"{{{string.Join(",", Values(random, depth).Select((value, nth) => $"\"{Name(random, nth)}\" : {value}"))}}}",
    };

    static IEnumerable<string> Values(Random random, int depth) => Enumerable.Range(0, random.Next(7)).Select(_ => Value(random, depth + 1));

    static string Name(Random random, int nth) => $"{new string('n', random.Next(3))}{(char)((random.Next(2) == 0 ? 'A' : 'a') + random.Next(26))}{nth}";

    static string Text(Random random)
    {
        var text = new StringBuilder();
        for (var length = random.Next(12); length > 0; length--)
        {
            text.Append(Letters[random.Next(Letters.Length)]);
        }
        return text.ToString();
    }

    sealed record Anything(JsonElement Data) : AccountEvent;

    sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
