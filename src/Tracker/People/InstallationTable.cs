using System.Data.Common;
using Tracker.EventStore;

namespace Tracker.People;

/// <summary>Facts about this installation itself, by name.</summary>
public static class InstallationTable
{
    /// <summary>Present while the made-up town is loaded.</summary>
    public const string DemoTown = "demo_town";

    /// <summary>Present while the made-up town is being loaded.</summary>
    public const string DemoTownLoading = "demo_town_loading";

    public static void Set(IStatementBatch batch, string name, string value) =>
        batch.Execute("insert into installation (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value", name, value);

    public static void Remove(IStatementBatch batch, string name) => batch.Execute("delete from installation where name = $1", name);

    /// <summary>The whole schema with all events: for an installation that holds nothing real.</summary>
    public static Task DropEverything(DbConnection connection, CancellationToken ct) => connection.Run("drop schema tracker cascade", ct);

    public static async Task<string?> Find(DbConnection connection, string name, CancellationToken ct) =>
        (await connection.Command("select value from installation where name = $1", name).Rows(r => r.GetString(0), ct)).SingleOrDefault();
}
