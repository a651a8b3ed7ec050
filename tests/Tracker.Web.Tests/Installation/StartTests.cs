using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Tracker.Postgres;
using Tracker.Tests;

namespace Tracker.Web.Tests.Installation;

/// <summary>Starting, stopping and failing to start, as the person at the console sees it.</summary>
public sealed class StartTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncDisposable
{
    static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    readonly string folder = TestServers.NewFolder(Path.GetRandomFileName());

    public async ValueTask DisposeAsync()
    {
        if (!Directory.Exists(folder)) return;
        await EmbeddedServer.StopAbandonedAsync(folder);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_empty_start_prints_a_link_for_the_first_administrator_and_the_next_start_finds_the_data()
    {
        var port = RunningProduct.FreePort();
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
        await using (var first = RunningProduct.Start(port, Embedded, "--empty"))
        {
            await first.Says("/welcome/", Ct);
            var link = Regex.Match(first.Output, "/welcome/[A-Za-z0-9_-]+").Value;
            var page = await client.GetStringAsync(link, Ct);
            var token = Regex.Match(page, """name="__RequestVerificationToken" type="hidden" value="([^"]+)""").Groups[1].Value;
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["Name"] = "晏管理", ["Login"] = "admin", ["Password"] = "long-enough-1", ["Again"] = "long-enough-1", ["__RequestVerificationToken"] = token,
            });
            (await client.PostAsync(link, form, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK, "the administrator's home page");
            (await client.GetAsync(link, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "a link works once");
            (await client.GetStringAsync("/health", Ct)).ShouldBe("Healthy");
            (await first.CtrlC(Ct)).ShouldBe(0);
        }
        File.Exists(Path.Combine(folder, "cluster", "postmaster.pid")).ShouldBeFalse("Ctrl+C stops the database cleanly");

        await using var second = RunningProduct.Start(port, Embedded, "--empty");
        await second.Says("/sign-in", Ct);
        second.Output.ShouldNotContain("/welcome/");
        (await second.CtrlC(Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task A_killed_start_leaves_nothing_that_blocks_the_next()
    {
        var port = RunningProduct.FreePort();
        await using (var killed = RunningProduct.Start(port, Embedded))
        {
            await killed.Says("演示城市", Ct); // it loads the made-up town now
            await killed.Kill(Ct);
        }
        await using var next = RunningProduct.Start(port, Embedded);
        await next.Says("/sign-in", Ct);
        next.Output.ShouldContain("已载入演示城市");
        using var client = new HttpClient();
        (await client.GetStringAsync($"http://127.0.0.1:{port}/sign-in", Ct)).ShouldContain("演示人员");
        (await next.CtrlC(Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task A_bare_start_after_a_killed_one_keeps_nothing_of_the_half_loaded_town()
    {
        var port = RunningProduct.FreePort();
        await using (var killed = RunningProduct.Start(port, Embedded))
        {
            await killed.Says("演示城市", Ct);
            await killed.Kill(Ct);
        }
        await using var bare = RunningProduct.Start(port, Embedded, "--empty");
        await bare.Says("/welcome/", Ct);
        using var client = new HttpClient();
        (await client.GetStringAsync($"http://127.0.0.1:{port}/sign-in", Ct)).ShouldNotContain("演示人员");
        (await bare.CtrlC(Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_a_sentence()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var product = RunningProduct.Start(((IPEndPoint)listener.LocalEndpoint).Port, Given(database.ConnectionString));
        (await product.Exits(Ct)).ShouldBe(1);
        product.Output.ShouldContain("端口已被占用");
        product.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_data_directory_that_can_not_be_written_is_told_in_a_sentence()
    {
        var file = Path.GetTempFileName();
        try
        {
            await using var product = RunningProduct.Start(RunningProduct.FreePort(), new Dictionary<string, string?> { ["Tracker__DataDirectory"] = Path.Combine(file, "data") });
            (await product.Exits(Ct)).ShouldBe(1);
            product.Output.ShouldContain("数据目录无法写入");
            product.Output.ShouldNotContain("   at ");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_told_in_a_sentence()
    {
        var newer = new TestDatabase();
        await newer.InitializeAsync();
        await using (var store = TrackerStore.For(newer.ConnectionString))
        {
            await store.MigrateAsync(Ct);
            await using var connection = await store.OpenConnectionAsync(Ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "insert into tracker_migrations (version, name, applied_at) values (999, 'of next year', now())";
            await command.ExecuteNonQueryAsync(Ct);
        }
        await using var product = RunningProduct.Start(RunningProduct.FreePort(), Given(newer.ConnectionString));
        (await product.Exits(Ct)).ShouldBe(1);
        product.Output.ShouldContain("数据库由更新的版本建立");
        product.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_told_in_a_sentence()
    {
        await using var product = RunningProduct.Start(
            RunningProduct.FreePort(), Given($"Host=127.0.0.1;Port={RunningProduct.FreePort()};Username=nobody;Password=none;Database=none;Timeout=3"));
        (await product.Exits(Ct)).ShouldBe(1);
        product.Output.ShouldContain("连接不上数据库");
        product.Output.ShouldNotContain("none;");
    }

    [Theory]
    [InlineData("ConnectionStrings__Tracker", "Hosst=127.0.0.1;Password=a-secret", "ConnectionStrings__Tracker 写得不对")]
    [InlineData("Tracker__TimeZone", "Asia/Nowhere", "没有这个时区")]
    [InlineData("ASPNETCORE_URLS", "http://127.0.0.1:80800", "--urls 的网址不对")]
    public async Task A_setting_that_is_wrong_is_told_in_a_sentence(string name, string value, string sentence)
    {
        var settings = Given(database.ConnectionString);
        settings[name] = value;
        await using var product = RunningProduct.Start(name == "ASPNETCORE_URLS" ? null : RunningProduct.FreePort(), settings);
        (await product.Exits(Ct)).ShouldBe(1);
        product.Output.ShouldContain(sentence);
        product.Output.ShouldNotContain("   at ");
        product.Output.ShouldNotContain("a-secret");
    }

    [Fact]
    public async Task With_a_given_server_it_starts_bare()
    {
        var bare = new TestDatabase();
        await bare.InitializeAsync();
        await using var product = RunningProduct.Start(RunningProduct.FreePort(), Given(bare.ConnectionString));
        await product.Says("/welcome/", Ct);
        product.Output.ShouldNotContain("演示城市");
        (await product.CtrlC(Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task Two_nodes_may_start_at_once_on_an_empty_database()
    {
        var empty = new TestDatabase();
        await empty.InitializeAsync();
        int[] ports = [RunningProduct.FreePort(), RunningProduct.FreePort()];
        await using var first = RunningProduct.Start(ports[0], Given(empty.ConnectionString));
        await using var second = RunningProduct.Start(ports[1], Given(empty.ConnectionString));
        await first.Says("/welcome/", Ct);
        await second.Says("/welcome/", Ct);
        using var client = new HttpClient();
        foreach (var port in ports)
            (await client.GetStringAsync($"http://127.0.0.1:{port}/health", Ct)).ShouldBe("Healthy");
        (await Task.WhenAll(first.CtrlC(Ct), second.CtrlC(Ct))).ShouldBe([0, 0]);
    }

    Dictionary<string, string?> Embedded => new() { ["Tracker__DataDirectory"] = folder };

    static Dictionary<string, string?> Given(string connectionString) => new() { ["ConnectionStrings__Tracker"] = connectionString };
}
