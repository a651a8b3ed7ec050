namespace Tracker.Postgres;

/// <summary>Ends the connections, writes everything down, and is back when the server is gone.</summary>
sealed class ServerStop(DataDirectory directory, ServerAccount account, ServerBinaries binaries)
{
    public async Task RunAsync()
    {
        foreach (var manner in (string[])["fast", "immediate"])
        {
            if (Postmaster.Of(directory.Cluster) is null) return;
            await Tool.RunDetachedAsync(binaries.Program("pg_ctl"),
                ["stop", "-s", "-w", "-t", "30", "-m", manner, "-D", directory.Cluster],
                account.Name, directory.Path, CancellationToken.None);
        }
    }
}
