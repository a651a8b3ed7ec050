using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Tracker.Commitments;

namespace Tracker.Web.Tests.Commitments;

/// <summary>Run by itself: it takes all there is for a minute.</summary>
[CollectionDefinition(nameof(Crowd), DisableParallelization = true)]
public sealed class Crowd;

/// <summary>Two hundred clients on the same hundred commitments for a minute: nothing acknowledged is lost, nothing refused is stored, nothing fails.</summary>
[Collection(nameof(Crowd))]
public sealed class CrowdTests
{
    const int Clients = 200;
    const int Commitments = 100;

    static readonly TimeSpan HowLong = TimeSpan.FromMinutes(1);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    readonly ConcurrentDictionary<HttpStatusCode, int> answers = [];
    readonly ConcurrentBag<(Guid Commitment, string Text)> acknowledged = [];
    readonly ConcurrentBag<(Guid Commitment, string Text)> refused = [];
    readonly ConcurrentBag<(Guid Commitment, string Text)> takenBack = [];

    [Fact]
    public async Task Two_hundred_clients_for_a_minute_lose_nothing()
    {
        await using var town = new Town();
        await town.InitializeAsync();
        List<Guid> ids = [];
        for (var i = 0; i < Commitments; i++)
        {
            var id = await town.Underway($"共同办理的事项{i}");
            await town.Handler.Attach(id, Town.Pdf, "通报.pdf", town.Today, town.Officer, null, Ct);
            ids.Add(id);
        }
        string[] logins = ["officer", "helper", "head", "supervisor", "reviewer"];
        var cookies = new Dictionary<string, string>();
        foreach (var login in logins) cookies[login] = await Cookie(town, login);

        var faults = new ConcurrentDictionary<string, int>();
        AppDomain.CurrentDomain.FirstChanceException += (_, thrown) => faults.AddOrUpdate(thrown.Exception.Message, 1, (_, before) => before + 1);
        var started = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(n => Task.Run(() => Act(town, ids, n, logins[n % logins.Length], cookies[logins[n % logins.Length]], started), Ct)));

        TestContext.Current.TestOutputHelper?.WriteLine($"{string.Join(", ", answers.OrderBy(a => a.Key).Select(a => $"{(int)a.Key}: {a.Value}"))}; {acknowledged.Count} acknowledged in {started.Elapsed.TotalSeconds:0} s");
        answers.Keys.Except([HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.Conflict, HttpStatusCode.PreconditionFailed]).ShouldBeEmpty(string.Join("\n", faults.Keys.Take(50)));
        answers.ShouldContainKey(HttpStatusCode.Conflict);
        answers.ShouldContainKey(HttpStatusCode.PreconditionFailed);
        acknowledged.Count.ShouldBeGreaterThan(Clients);

        var written = new Dictionary<(Guid, string), int>();
        foreach (var id in ids)
            foreach (var text in (await town.History(id)).Select(TextOf).Where(text => text is not null))
                written[(id, text!)] = written.GetValueOrDefault((id, text!)) + 1;
        acknowledged.Where(told => written.GetValueOrDefault(told) != 1).ShouldBeEmpty("acknowledged, but not there exactly once");
        refused.Except(acknowledged).Where(written.ContainsKey).ShouldBeEmpty("refused, but stored");
        takenBack.ShouldBeEmpty("acknowledged, and refused when it came again");
        written.Keys.Except(acknowledged).ShouldBeEmpty("stored, but never acknowledged");

        await using var connection = await town.Store.OpenConnectionAsync(Ct);
        await using var session = town.Store.OpenSession();
        foreach (var id in ids)
        {
            var state = (await session.AggregateStream<Commitment, CommitmentEvent>(id, ct: Ct)).ShouldNotBeNull();
            await using var command = connection.CreateCommand();
            command.CommandText = $"select status from ledger where id = '{id}'";
            ((string)(await command.ExecuteScalarAsync(Ct))!).ShouldBe(state.Status.ToString());
        }
    }

    async Task Act(Town town, List<Guid> ids, int n, string login, string cookie, Stopwatch since)
    {
        var random = new Random(n);
        using var client = town.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        for (var turn = 0; since.Elapsed < HowLong; turn++)
        {
            var id = ids[random.Next(ids.Count)];
            var text = $"第{n}号第{turn}次";
            var (method, path, body) = Step(login, random, text, town.Today);
            string? seen = null;
            if (random.Next(2) == 0)
            {
                using var page = await client.GetAsync($"/api/commitments/{id}", Ct);
                Count(page);
                seen = page.Headers.ETag?.Tag;
                // Somebody reads the page for a while, and others go on.
                await Task.Delay(random.Next(200), Ct);
            }
            var (told, done) = ((id, text), false);
            // One in eight comes twice, as from a button pressed again: under the same key it is one command.
            for (var again = random.Next(8) == 0 ? 2 : 1; again > 0; again--)
            {
                using var request = new HttpRequestMessage(method, $"/api/commitments/{id}/{path}") { Content = JsonContent.Create(body) };
                request.Headers.Add("Idempotency-Key", $"{n}-{turn}");
                if (seen is not null) request.Headers.TryAddWithoutValidation("If-Match", seen);
                using var answer = await client.SendAsync(request, Ct);
                Count(answer);
                if (path is not ("comments" or "progress" or "return")) continue;
                // What was refused at first may be open by the second time; what was done is done.
                if (!answer.IsSuccessStatusCode) (done ? takenBack : refused).Add(told);
                else if (!done) acknowledged.Add(told);
                done |= answer.IsSuccessStatusCode;
            }
        }
    }

    void Count(HttpResponseMessage answer) => answers.AddOrUpdate(answer.StatusCode, 1, (_, before) => before + 1);

    static (HttpMethod Method, string Path, object Body) Step(string login, Random random, string text, DateOnly today) => (login, random.Next(5)) switch
    {
        (_, 0) => (HttpMethod.Post, "comments", new { text }),
        ("officer" or "helper" or "head", 1 or 2) => (HttpMethod.Post, "progress", new { text, percent = random.Next(101) }),
        ("officer" or "head", 3) => (HttpMethod.Post, "submission", new { statement = text }),
        ("officer" or "helper" or "head", _) => (HttpMethod.Post, "extension-request", new { to = today.AddDays(61 + random.Next(100)), reason = text }),
        ("supervisor", 1) => (HttpMethod.Post, "extension-grant", new { note = text }),
        ("supervisor", 2) => (HttpMethod.Post, "extension-refusal", new { reason = text }),
        ("supervisor", 3) => (HttpMethod.Put, "limit", new { to = today.AddDays(20 + random.Next(200)), reason = text }),
        ("supervisor", _) => (HttpMethod.Delete, "closure", new { reason = text }),
        (_, 1 or 2) => (HttpMethod.Post, "return", new { missing = text }),
        _ => (HttpMethod.Post, "closure", new { outcome = "Done", note = text, @checked = Town.AllHeld }),
    };

    static string? TextOf(CommitmentEvent fact) => fact switch
    {
        Commented x => x.Text,
        CommitmentProgressed x => x.Text,
        ClosingReturned x => x.Missing,
        _ => null,
    };

    static async Task<string> Cookie(Town town, string login)
    {
        using var client = town.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        using var page = await client.GetAsync("/sign-in", Ct);
        var html = await page.Content.ReadAsStringAsync(Ct);
        var token = System.Text.RegularExpressions.Regex.Match(html, """name="__RequestVerificationToken" type="hidden" value="([^"]+)""").Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Login", login), new("Password", Town.Password)]),
        };
        request.Headers.Add("Cookie", Sent(page));
        using var answer = await client.SendAsync(request, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return Sent(answer);
    }

    static string Sent(HttpResponseMessage answer) => string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
}
