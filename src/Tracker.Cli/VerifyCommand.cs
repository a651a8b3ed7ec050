using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tracker.EventStore;

namespace Tracker.Cli;

/// <summary>tracker verify FILE: proves an exported bundle without a database. 0: as it was; 1: changed; 2: unreadable.</summary>
static class VerifyCommand
{
    const int Tampered = 1;
    const int Unreadable = 2;

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "tracker export 导出的文件（.zip）" };
        var keys = new Option<FileInfo[]>("--public-key") { Description = "另行保存的公钥文件（PEM），可多次给出；不给则用包内的公钥", AllowMultipleArgumentsPerToken = false };
        var roots = new Option<string[]>("--root") { Description = "纸质或邮件留存的摘要，写作 摘要 或 编号=摘要，可多次给出" };
        var json = new Option<bool>("--json") { Description = "只输出 JSON" };
        var command = new Command("verify", "离线核对导出包：指出第一个被修改、删除或添加的事件") { file, keys, roots, json };
        command.SetAction(parsed => Run(
            parsed.GetValue(file)!, parsed.GetValue(keys) ?? [], parsed.GetValue(roots) ?? [], parsed.GetValue(json)));
        return command;
    }

    static int Run(FileInfo file, FileInfo[] keys, string[] roots, bool json)
    {
        Console.OutputEncoding = new UTF8Encoding(false);
        try
        {
            var options = new VerificationOptions([.. keys.Select(ReadKey)], [.. roots.Select(ReadRoot)]);
            using var bundle = file.OpenRead();
            var report = BundleVerification.Run(bundle, options, new EventProgress("已核对"));
            if (json) Console.Out.WriteLine(VerifyOutput.Json(report));
            else VerifyOutput.Write(Console.Out, report);
            return report.IsGood ? 0 : Tampered;
        }
        catch (UnreadableBundleException unreadable)
        {
            return Refuse(unreadable.Code, unreadable.Code switch
            {
                "not-a-bundle" => $"{file.Name} 不是本程序的导出包。请选择 tracker export 导出的 .zip 文件。",
                "bundle-newer" => $"{file.Name} 由更新的版本导出。请用新版程序核对。",
                "bundle-incomplete" => $"{file.Name} 不完整：包内的事件或封存记录比清单所载的少或多。请重新导出。",
                _ => $"{file.Name} 已损坏，可能没有复制完整。请重新复制或导出。",
            });
        }
        catch (RefusalException refusal)
        {
            return Refuse(refusal.Code, refusal.Message);
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return Refuse("file-missing", "文件不存在或无法打开。请检查路径和权限。");
        }
    }

    static string ReadKey(FileInfo file)
    {
        var pem = File.ReadAllText(file.FullName);
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(pem);
            return pem;
        }
        catch (Exception odd) when (odd is ArgumentException or CryptographicException)
        {
            throw new RefusalException("public-key-odd", $"{file.Name} 不是公钥文件。请使用 tracker seal --public-key 输出的 PEM 文件。");
        }
    }

    static (long? Seal, string Root) ReadRoot(string given)
    {
        var parts = given.Split('=');
        var root = string.Concat(parts[^1].Where(c => !char.IsWhiteSpace(c) && c != '-'));
        var number = 0L;
        if (parts.Length > 2 || root.Length != 64 || !root.All(char.IsAsciiHexDigit)
            || (parts.Length == 2 && !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out number)))
            throw new RefusalException("root-odd", $"“{given}”不是摘要。摘要是 64 位十六进制数字，前面可加编号和等号，如 12=ab34…。");
        return (parts.Length == 2 ? number : null, root);
    }

    static int Refuse(string code, string sentence)
    {
        Console.Error.WriteLine($"{sentence}（{code}）");
        return Unreadable;
    }
}
