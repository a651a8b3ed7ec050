namespace Tracker.EventStore;

/// <summary>The database carries migrations that this build doesn't know: start the newer build, or restore a backup.</summary>
public sealed class NewerDatabaseException(int databaseVersion, int buildVersion)
    : Exception($"The database is at migration {databaseVersion}, this build knows migrations up to {buildVersion}.")
{
    public int DatabaseVersion => databaseVersion;

    public int BuildVersion => buildVersion;
}
