using System.Data.Common;

namespace Tracker.People;

/// <summary>The keys that cookies are signed with, as the framework writes them.</summary>
public static class ProtectionKeysTable
{
    public static Task<IReadOnlyList<string>> All(DbConnection connection, CancellationToken ct) =>
        connection.Command("select xml from protection_keys order by name").Rows(r => r.GetString(0), ct);

    public static Task Add(DbConnection connection, string name, string xml, CancellationToken ct) =>
        connection.Run("insert into protection_keys (name, xml) values ($1, $2) on conflict (name) do nothing", ct, name, xml);
}
