using FsCheck;
using FsCheck.Fluent;
using Tracker.Reports;

namespace Tracker.Tests.Reports;

/// <summary>What holds for any text, however cut, joined or garbled.</summary>
public class OffsetLaws
{
    const int Runs = 400;

    static readonly string[] scraps =
    [
        "一、", "二、存在的问题\n", "（一）", "(二)", "1.", "2、", "一是", "二是", "三要", "①", "——", "首先，", "第一，", "问题1：", "下一步，我局将", "2024年，我镇将",
        "还存在一些不足：", "执法力量薄弱", "有待加强", "等问题", "；", "。", "，", "：", "\n", "\r\n", " ", "\u3000", "（lǐng）", "領(lǐng)導(dǎo)", "\ue600", "\ufeff",
        "实现全覆盖", "达90%以上", "2024年6月底前", "（2023-2025年）", "《", "》", "“", "”", "(", ")", "三、2024年工作安排\n", "现将情况报告如下：", "各位代表！",
        "青岚县2023年法治政府建设年度报告\n", "青岚县人民政府\n2024年1月2日", "\n序号\t存在问题\t整改措施\t整改时限\n", "1\t", "\t", "一、方面\t\t\n", "\t2024年6月\n", "牵头单位", "发布时间：2024-02-30", "\0", "\ud83d\ude00", "\ud800", "⼀、", "㈠", "⒈", "主要原因是", "推进依法行政",
    ];

    static readonly Gen<string> text = Gen.Frequency(
        (6, Gen.Elements(scraps).ListOf().Select(parts => string.Concat(parts))),
        (3, Cut()),
        (1, ArbMap.Default.GeneratorFor<string>().Select(s => s ?? "")));

    [Fact]
    public void Every_passage_is_the_slice_it_points_at() => Holds(source =>
    {
        var report = ReportReader.Read(source);
        foreach (var (start, end, quoted) in Passages(report))
            if (start < 0 || end > source.Length || start > end || source[start..end] != quoted)
                return false;
        return report.Text == source;
    });

    [Fact]
    public void Sections_lie_within_the_text_and_begin_with_their_heading() => Holds(source =>
        ReportReader.Read(source).Sections.All(s =>
            0 <= s.Start && s.Start == s.HeadingStart && s.HeadingStart <= s.HeadingEnd && s.HeadingEnd <= source.Length && s.Start <= s.End && s.End <= source.Length));

    [Fact]
    public void Items_of_one_kind_come_in_order_and_have_titles() => Holds(source =>
    {
        var report = ReportReader.Read(source);
        return new[] { report.Problems, report.Plans }.All(items =>
            items.All(i => i.Title.Length > 1 && i.Start < i.End && i.Confidence is > 0 and <= 1)
            && items.Zip(items.Skip(1)).All(p => p.First.Start <= p.Second.Start));
    });

    [Fact]
    public void Reading_twice_gives_the_same() => Holds(source =>
        ReportReader.Read(source).Problems.Select(p => p.Text).SequenceEqual(ReportReader.Read(source).Problems.Select(p => p.Text)));

    [Fact]
    public void Normalising_what_is_normal_changes_nothing() => Holds(source =>
        Normalizer.Normalise(source).Value is var once && Normalizer.Normalise(once).Value == once);

    [Fact]
    public void What_is_no_report_gives_nothing() => Holds(source =>
        ReportReader.Read(source) is not { IsReport: false } other || other.Problems.Count + other.Plans.Count + other.Targets.Count == 0);

    static void Holds(Func<string, bool> law) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Runs), Prop.ForAll(text.ToArbitrary(), law));

    static IEnumerable<(int, int, string)> Passages(Report report)
    {
        foreach (var item in report.Problems.Concat(report.Plans))
        {
            yield return (item.Start, item.End, item.Text);
            foreach (var measure in Flat(item.Measures))
                yield return (measure.Start, measure.End, measure.Text);
            foreach (var target in item.Targets)
                yield return (target.Start, target.End, target.Text);
        }
        foreach (var target in report.Targets)
            yield return (target.Start, target.End, target.Text);
        foreach (var fact in new[] { report.Facts.OrganizationFrom, report.Facts.ReportYearFrom, report.Facts.PublishedFrom })
            if (fact is { } passage)
                yield return (passage.Start, passage.End, passage.Text);
    }

    static IEnumerable<Measure> Flat(IEnumerable<Measure> measures) => measures.SelectMany(m => Flat(m.Measures).Prepend(m));

    /// <summary>A whole report with its lines joined, or cut out of its middle.</summary>
    static Gen<string> Cut()
    {
        var reports = AnswerKey.In(Path.Combine(AppContext.BaseDirectory, "Reports", "Shapes")).Select(k => File.ReadAllText(k.Path)).ToArray();
        return from report in Gen.Elements(reports)
               from start in Gen.Choose(0, report.Length)
               from length in Gen.Choose(0, report.Length - start)
               from joiner in Gen.Elements("\n", "", " ", "\r\n", "\n\n")
               select report.Substring(start, length).Replace("\n", joiner);
    }
}
