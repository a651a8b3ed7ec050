using System.Data.Common;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Postgres;
using Tracker.Reports;

namespace Tracker.Cli;

/// <summary>What every command that needs the database shares: opening it, and telling a failure in one sentence.</summary>
static class DatabaseCommand
{
    /// <summary>What a shell expects of a program that Ctrl+C ended.</summary>
    public const int Interrupted = 130;

    /// <summary>Opens the same database as the pages do: the one named in the environment, or the private one.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> Run(Func<DocumentStore, CancellationToken, Task<int>> act, CancellationToken ct)
    {
        try
        {
            await using var database = await Database.Open(
                Environment.GetEnvironmentVariable(Database.ConnectionVariable), Environment.GetEnvironmentVariable(Database.DirectoryVariable),
                Console.Error.WriteLine, ct);
            await using var store = TrackerStore.For(database.ConnectionString);
            await store.MigrateAsync(ct);
            return await act(store, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("已取消。");
            return Interrupted;
        }
        catch (Exception failure) when (Sentence(failure) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    /// <summary>The installation's clock and zone, as the pages have them.</summary>
    public static InstallationClock Clock() =>
        new(TimeProvider.System, TimeZoneInfo.FindSystemTimeZoneById(Environment.GetEnvironmentVariable("Tracker__TimeZone") ?? "Asia/Shanghai"));

    /// <summary>The person in whose name a command acts.</summary>
    public static async Task<Actor> ActorOf(DocumentStore store, string login, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        return await CredentialsTable.Find(connection, login, ct) is { } credential && await PeopleQuery.Actor(connection, credential.PersonId, ct) is { } actor
            ? actor
            : throw new RefusalException("login-unknown", $"没有登录名为“{login}”的人员，请用 --as 指定一个已有的登录名。");
    }

    static string? Sentence(Exception failure) => failure switch
    {
        RefusalException refusal => $"{refusal.Message}（{refusal.Code}）",
        UnreadableFileException unreadable => $"{unreadable.Message}（{unreadable.Code}）",
        ForbiddenException or NotFoundException => failure.Message,
        ConcurrencyException => "事项已被他人更新，请先用 tracker commitments show 查看现在的版本，再重新办理。（stale）",
        NewerDatabaseException newer => $"数据库由更新的版本建立（第 {newer.DatabaseVersion} 号结构，本程序只认识到第 {newer.BuildVersion} 号），请使用新版程序。",
        EmbeddedServerException embedded => $"数据库无法启动：{embedded.Message}",
        RebuildRefusedException { Reason: RebuildRefusal.HasDependents } refused =>
            $"无法重建 {refused.Projection}：数据库中有对象依赖它的表（{string.Join("；", refused.Dependents)}），请先删除这些对象，重建后再恢复。",
        RebuildRefusedException { Reason: RebuildRefusal.IsRunning } refused => $"{refused.Projection} 正在由另一个进程重建，请等它完成。",
        RebuildRefusedException refused => $"{refused.Projection} 的表结构或跳过的事件在重建期间有变动，原有数据未改动，请重新运行。",
        UnknownEventTypeException unknown => $"有本程序不认识的事件类型“{unknown.TypeName}”，原有数据未改动，请使用新版程序。",
        DbException unreachable => $"连接不上数据库，请检查 {Database.ConnectionVariable} 的设置。原因：{unreachable.Message}",
        IOException or UnauthorizedAccessException => $"文件不存在或无法打开，请检查路径和权限：{failure.Message}",
        _ => null,
    };
}
