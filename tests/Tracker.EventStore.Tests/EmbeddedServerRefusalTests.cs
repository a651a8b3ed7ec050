using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Tracker.Postgres;
using Tracker.Tests;

namespace Tracker.EventStore.Tests;

public sealed class EmbeddedServerRefusalTests : IDisposable
{
    readonly string folder = TestServers.NewFolder("refused-" + Guid.CreateVersion7().ToString("N"));

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    Task<EmbeddedServer> StartAsync(string? programs = null, int? port = null) =>
        EmbeddedServer.StartAsync(new() { DataDirectory = folder, Durable = false, Programs = programs, Port = port }, Ct);

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        else if (File.Exists(folder)) File.Delete(folder);
    }

    [Fact]
    public async Task A_data_directory_that_is_a_file_is_refused()
    {
        await File.WriteAllTextAsync(folder, "", Ct);

        var refused = await Should.ThrowAsync<EmbeddedServerException>(() => StartAsync());

        refused.Code.ShouldBe(EmbeddedServerException.NotWritable);
    }

    [Fact]
    public async Task A_folder_with_other_files_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(folder);
        var letter = Path.Combine(folder, "letter.txt");
        await File.WriteAllTextAsync(letter, "", Ct);

        var refused = await Should.ThrowAsync<EmbeddedServerException>(() => StartAsync());

        refused.Code.ShouldBe(EmbeddedServerException.Foreign);
        Directory.GetFileSystemEntries(folder).ShouldBe([letter]);
    }

    [Fact]
    public async Task A_folder_without_programs_is_refused()
    {
        var refused = await Should.ThrowAsync<EmbeddedServerException>(() => StartAsync(Path.GetTempPath()));

        refused.Code.ShouldBe(EmbeddedServerException.NoBinaries);
    }

    [Fact(SkipUnless = nameof(OldestTestDatabase.IsInstalled), SkipType = typeof(OldestTestDatabase), Skip = OldestTestDatabase.Missing)]
    public async Task A_cluster_stays_with_the_version_that_made_it()
    {
        await using (var old = await StartAsync(OldestTestDatabase.Programs))
        {
            old.Major.ShouldBe(15);
        }
        await using (var found = await StartAsync())
        {
            found.Major.ShouldBe(15);
        }
        await File.WriteAllTextAsync(Path.Combine(folder, "cluster", "PG_VERSION"), "14\n", Ct);

        var refused = await Should.ThrowAsync<EmbeddedServerException>(() => StartAsync());

        refused.Code.ShouldBe(EmbeddedServerException.WrongMajor);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_refused_and_another_one_serves()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;

        var refused = await Should.ThrowAsync<EmbeddedServerException>(() => StartAsync(port: taken));
        refused.Code.ShouldBe(EmbeddedServerException.PortInUse);

        await using var server = await StartAsync();
        server.ConnectionString.ShouldNotContain(taken.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_cluster_without_its_password_is_refused()
    {
        await (await StartAsync()).DisposeAsync();
        File.Delete(Path.Combine(folder, "password"));

        var refused = await Should.ThrowAsync<EmbeddedServerException>(() => StartAsync());

        refused.Code.ShouldBe(EmbeddedServerException.PasswordMissing);
        File.Exists(Path.Combine(folder, "cluster", "postmaster.pid")).ShouldBeFalse();
    }
}
