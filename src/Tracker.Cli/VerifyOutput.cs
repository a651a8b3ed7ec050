using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tracker.EventStore;

namespace Tracker.Cli;

/// <summary>What verifying gave, for people and for machines.</summary>
static class VerifyOutput
{
    const int Lines = 20;

    static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static string Json(VerificationReport report) => JsonSerializer.Serialize(new
    {
        good = report.IsGood,
        report.Manifest.Events,
        report.Manifest.Seals,
        report.Unsealed,
        lastSeal = report.LastSeal is { } last ? new { last.Number, last.Root, last.SealedAt } : null,
        report.KeyIds,
        report.KeysGiven,
        firstEvent = report.FirstEvent,
        report.FindingCount,
        report.Findings,
        report.ForeignCount,
        report.Foreign,
    }, json);

    public static void Write(TextWriter output, VerificationReport report)
    {
        output.WriteLine($"已核对 {report.Manifest.Events} 个事件、{report.Manifest.Seals} 份封存记录。");
        output.WriteLine(report.IsGood ? "结论：未发现改动。" : $"结论：已被改动，共发现 {report.FindingCount} 处。");
        if (report.FirstEvent is { } first) output.WriteLine($"第一个被改动的事件：{Sentence(first)}");
        foreach (var finding in report.Findings.Where(finding => finding != report.FirstEvent).Take(Lines))
            output.WriteLine($"  {Sentence(finding)}");
        if (report.FindingCount > Lines + 1) output.WriteLine($"  ……其余 {report.FindingCount - Lines - 1} 处见 --json。");

        if (report.ForeignCount > 0) output.WriteLine($"外来事件（由其他程序写入，不属改动）{report.ForeignCount} 个：");
        foreach (var foreign in report.Foreign.Take(Lines))
            output.WriteLine($"  {Event(foreign.Sequence, foreign.StreamId, foreign.Version, foreign.Type, foreign.Time)}，{(foreign.Seal is { } seal ? $"第 {seal} 号封存" : "尚未封存")}");

        if (report.LastSeal is { } last) output.WriteLine($"最后一份封存记录：第 {last.Number} 号，{last.SealedAt:yyyy-MM-dd HH:mm:ss zzz}，摘要 {last.Root}");
        else output.WriteLine("注意：没有封存记录，只能核对各流内部的链，防不住有全部数据库权限的人。");
        if (report.Unsealed > 0) output.WriteLine($"注意：最后一次封存之后的 {report.Unsealed} 个事件尚未封存，只核对了链。");
        if (report.LastSeal is not null && !report.KeysGiven)
            output.WriteLine("注意：公钥取自包内，签名只能证明包内前后一致。请用 --public-key 给出另行保存的公钥，用 --root 给出纸质或邮件留存的摘要。");
    }

    static string Sentence(Finding finding) => finding.Kind switch
    {
        FindingKind.EventChanged => $"{Event(finding)}已被修改{Sealed(finding)}。",
        FindingKind.EventRemoved => $"{Event(finding)}已被删除{Sealed(finding)}。",
        FindingKind.EventAdded => $"{Event(finding)}是事后添加的{Sealed(finding)}。",
        FindingKind.EventBrokenWhenSealed => $"{Event(finding)}在封存之前已被改动{Sealed(finding)}。",
        FindingKind.SealChanged => $"第 {finding.Seal} 号封存记录{When(finding)}已被改动：内容、摘要与前后记录对不上。",
        FindingKind.SealRemoved => $"第 {finding.Seal} 号封存记录已被删除。",
        FindingKind.SignatureWrong => $"第 {finding.Seal} 号封存记录{When(finding)}的签名不是由所给公钥对应的密钥签出的。",
        _ => finding.Seal is { } seal ? $"留存的第 {seal} 号摘要与包内不符：{finding.Detail}。封存记录被重写或删除。" : $"留存的摘要在包内找不到：{finding.Detail}。封存记录被重写或删除。",
    };

    static string Event(Finding finding) => Event(finding.Sequence, finding.StreamId, finding.Version, finding.Type, finding.Time);

    static string Event(long? sequence, Guid? stream, long? version, string? type, DateTimeOffset? time)
    {
        var details = new[]
        {
            sequence is { } number ? $"序号 {number}" : null, type,
            time?.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture),
        };
        var known = string.Join("，", details.OfType<string>());
        return $"流 {stream} 的第 {version} 个事件{(known.Length > 0 ? $"（{known}）" : "")}";
    }

    static string Sealed(Finding finding) => finding.Seal is { } seal ? $"，与第 {seal} 号封存记录{When(finding)}不符" : "，与流的链不符";

    static string When(Finding finding) => finding.SealedAt is { } at ? $"（{at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}）" : "";
}
