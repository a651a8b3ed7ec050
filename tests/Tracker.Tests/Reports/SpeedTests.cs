using System.Diagnostics;
using Tracker.Reports;

namespace Tracker.Tests.Reports;

/// <summary>Generous bounds that only a cost growing faster than the text can break; the benchmarks hold the figures.</summary>
public class SpeedTests
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    public static TheoryData<string, string> Hard => new()
    {
        { "reports one after the other", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reports", "Shapes", "town-regular.txt")) },
        { "no full stop", "加强行政执法监督" },
        { "open brackets", "（“《" },
        { "numbers", "一是" },
        { "headings", "一、\n" },
        { "admissions", "还存在一些不足，" },
        { "admitting sentences", "但仍存在一些问题。\n" },
        { "turns", "下一步，我局将加强。" },
        { "digits", "1234567890" },
        { "glosses", "領(lǐng)" },
        { "limits", "2024年6月底前" },
        { "line breaks", "\n" },
        { "rows", "1\t执法不规范\t开展轮训\t2024年6月\n" },
        { "headers", "存在问题\t整改措施\n" },
        { "cut sentences", "加强行政，执法监督\n" },
        { "cut paragraphs", "。加强行政，执法监督\n　加强" },
        { "recognitions", "我们也看到，仍有不足。一是力量不足。" },
        { "short lines", "青岚县人民政府\n" },
    };

    [Theory, MemberData(nameof(Hard))]
    public void Two_million_characters_are_read_in_seconds(string what, string part)
    {
        var head = "青岚县2023年法治政府建设年度报告\n现将情况报告如下：\n二、存在的问题\n";
        var text = head + string.Concat(Enumerable.Repeat(part, 2_000_000 / part.Length));
        var clock = Stopwatch.StartNew();

        var report = ReportReader.Read(text);

        report.Text.Length.ShouldBe(text.Length);
        clock.Elapsed.ShouldBeLessThan(patience, what);
    }
}
