using System.CommandLine;
using System.Text;
using Tracker.EventStore;
using Tracker.Postgres;
using Tracker.Seals;

namespace Tracker.Cli;

/// <summary>tracker seal: seals now, as the clock does at night; --public-key: what to keep elsewhere.</summary>
static class SealCommand
{
    public static Command Create()
    {
        var publicKey = new Option<bool>("--public-key") { Description = "只输出公钥（PEM），请交由系统管理员以外的人保存，核对时使用" };
        var command = new Command("seal", "封存：对上次封存以来的全部事件生成签名摘要") { publicKey };
        command.SetAction((parsed, ct) =>
        {
            Console.OutputEncoding = new UTF8Encoding(false);
            return parsed.GetValue(publicKey) ? Told(PrintKey) : DatabaseCommand.Run(Seal, ct);
        });
        return command;
    }

    static async Task<int> Seal(DocumentStore store, CancellationToken ct)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Environment.GetEnvironmentVariable("Tracker__TimeZone") ?? "Asia/Shanghai");
        var made = await new SealEvents(store, KeyFile(), zone, Environment.GetEnvironmentVariable("Tracker__Installation"))
            .Handle(new EventProgress("已读取"), ct);
        foreach (var seal in made)
            await Console.Out.WriteLineAsync($"{seal.Statement}签名 signature: {seal.Signature}\n");
        await Console.Out.WriteLineAsync(made.Count == 0 ? "今天已封存，此后没有新事件。" : $"已生成 {made.Count} 份封存记录。");
        return 0;
    }

    static void PrintKey()
    {
        using var key = KeyFile().Open();
        Console.Out.WriteLine(key.ExportSubjectPublicKeyInfoPem());
    }

    static Task<int> Told(Action act)
    {
        try
        {
            act();
            return Task.FromResult(0);
        }
        catch (RefusalException refusal)
        {
            Console.Error.WriteLine($"{refusal.Message}（{refusal.Code}）");
            return Task.FromResult(1);
        }
    }

    static SealKeyFile KeyFile() => new(Environment.GetEnvironmentVariable("Tracker__SealKey")
        ?? Path.Combine(Database.KeyDirectory(Environment.GetEnvironmentVariable(Database.DirectoryVariable)), "seal.pem"));
}
