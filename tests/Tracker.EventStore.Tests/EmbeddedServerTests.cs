using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Npgsql;
using Tracker.Postgres;
using Tracker.Tests;

namespace Tracker.EventStore.Tests;

public sealed class EmbeddedServerTests : IDisposable
{
    readonly string folder = TestServers.NewFolder("embedded-" + Guid.CreateVersion7().ToString("N"));

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    Task<EmbeddedServer> StartAsync() =>
        EmbeddedServer.StartAsync(new() { DataDirectory = folder, Durable = false }, Ct);

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_was_written_is_there_after_the_next_start()
    {
        await using (var first = await StartAsync())
        {
            await ExecuteAsync(first, "CREATE TABLE kept AS SELECT 7 AS number");
        }
        await using var second = await StartAsync();

        (await ScalarAsync(second, "SELECT number FROM kept")).ShouldBe(7);
    }

    [Fact]
    public async Task A_stopped_server_is_gone()
    {
        var server = await StartAsync();
        (await AnswersAsync(server)).ShouldBeTrue();

        await server.DisposeAsync();

        (await AnswersAsync(server)).ShouldBeFalse();
        File.Exists(Path.Combine(folder, "cluster", "postmaster.pid")).ShouldBeFalse();
    }

    [Fact(SkipUnless = nameof(OperatingSystemIsLinux), Skip = "Sessions are read from /proc")]
    public async Task Ctrl_C_in_the_terminal_is_not_for_the_server()
    {
        await using var server = await StartAsync();

        Session(Postmaster()).ShouldBe(Postmaster());
        Session(Environment.ProcessId).ShouldNotBe(Postmaster());

        static int Session(int process) =>
            int.Parse(File.ReadAllText($"/proc/{process}/stat").Split(") ")[1].Split(' ')[3], CultureInfo.InvariantCulture);
    }

    public static bool OperatingSystemIsLinux => OperatingSystem.IsLinux();

    [Fact]
    public async Task The_role_is_no_superuser_and_owns_its_database()
    {
        await using var server = await StartAsync();

        (await ScalarAsync(server, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")).ShouldBe(false);
        (await ScalarAsync(server, "SELECT pg_get_userbyid(datdba) = current_user FROM pg_database WHERE datname = 'tracker'"))
            .ShouldBe(true);
    }

    [Fact]
    public async Task Chinese_words_have_trigrams()
    {
        await using var server = await StartAsync();
        await ExecuteAsync(server, "CREATE EXTENSION pg_trgm");

        (await ScalarAsync(server, "SELECT cardinality(show_trgm('法治政府'))")).ShouldBe(5);
    }

    [Fact]
    public async Task Nobody_gets_in_without_the_password()
    {
        await using var server = await StartAsync();
        var wrong = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = "guess", Pooling = false };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);

        var refused = await Should.ThrowAsync<PostgresException>(() => connection.OpenAsync(Ct));

        refused.SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(folder, "password")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task The_last_user_of_a_server_stops_it()
    {
        var web = await StartAsync();
        var commandLine = await StartAsync();
        commandLine.ConnectionString.ShouldBe(web.ConnectionString);

        await web.DisposeAsync();
        (await ScalarAsync(commandLine, "SELECT 1")).ShouldBe(1);

        await commandLine.DisposeAsync();
        (await AnswersAsync(commandLine)).ShouldBeFalse();
    }

    [Fact]
    public async Task Starts_at_the_same_time_share_one_server()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(StartAsync)));

        servers.Select(server => server.ConnectionString).Distinct().ShouldHaveSingleItem();

        foreach (var server in servers) await server.DisposeAsync();
    }

    [Fact]
    public async Task A_server_left_by_a_killed_application_is_taken_over()
    {
        using var application = await EmbeddedServerApplication.StartAsync(folder, Ct);
        application.Kill();
        await application.WaitForExitAsync(Ct);

        var left = Postmaster();
        var server = await StartAsync();
        Postmaster().ShouldBe(left);
        (await ScalarAsync(server, "SELECT 1")).ShouldBe(1);

        await server.DisposeAsync();
        (await AnswersAsync(server)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_killed_server_starts_again()
    {
        await using var killed = await StartAsync();
        await ExecuteAsync(killed, "CREATE TABLE kept AS SELECT 7 AS number");
        using (var postmaster = Process.GetProcessById(Postmaster()))
        {
            postmaster.Kill();
            await postmaster.WaitForExitAsync(Ct);
        }

        await using var server = await StartAsync();

        (await ScalarAsync(server, "SELECT number FROM kept")).ShouldBe(7);
    }

    [Fact]
    public async Task A_pid_file_whose_number_another_process_has_now_is_not_believed()
    {
        await (await StartAsync()).DisposeAsync();
        await File.WriteAllTextAsync(Path.Combine(folder, "cluster", "postmaster.pid"),
            $"{Environment.ProcessId}\n{folder}/cluster\n1\n5432\n\n127.0.0.1\n1\nready   \n", Ct);

        await using var server = await StartAsync();

        (await ScalarAsync(server, "SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_setup_that_was_killed_is_begun_anew()
    {
        await (await StartAsync()).DisposeAsync();
        var cluster = Path.Combine(folder, "cluster");
        File.Delete(Path.Combine(cluster, "global", "pg_control"));
        Directory.Move(cluster, Path.Combine(folder, "cluster.unfinished"));

        await using var server = await StartAsync();

        (await ScalarAsync(server, "SELECT 1")).ShouldBe(1);
    }

    int Postmaster() => int.Parse(File.ReadLines(Path.Combine(folder, "cluster", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Asked by its port: an ended process keeps its number until it is collected.</summary>
    static async Task<bool> AnswersAsync(EmbeddedServer server)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync("127.0.0.1", new NpgsqlConnectionStringBuilder(server.ConnectionString).Port, Ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    static async Task ExecuteAsync(EmbeddedServer server, string sql) => await ScalarAsync(server, sql);

    static async Task<object?> ScalarAsync(EmbeddedServer server, string sql)
    {
        var once = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(once.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Ct);
    }
}
