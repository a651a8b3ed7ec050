using FsCheck;
using FsCheck.Fluent;
using Tracker.Reports;

namespace Tracker.Tests.YearLinks;

/// <summary>What holds for any later report and any wording.</summary>
public class YearMatcherLaws
{
    const int Runs = 200;

    static readonly string[] scraps =
    [
        "一、主要举措和成效\n", "二、存在的不足\n", "三、2025年工作安排\n", "（一）", "一是", "。", "，", "；", "、", "：", "\n", " ", "\u3000", "“", "”", "（", "）",
        "行政执法", "案卷优良率达90%以上", "优良等次的占74.2%", "建成行政复议中心", "新增停车位1.3万个", "法律明白人642名", "普法", "不足", "领(lǐng)导(dǎo)",
        "領導干部", "14个乡镇", "5G基站1107个", "107国道", "PM2.5降至17微克/立方米", "0.5个工作日", "100%", "1,200.5", "99999999999999999999999999999999亿元", "进一步加强", "等", "的",
        "\ue600", "\0", "\ud83d\ude00", "我们也清醒认识到还存在不足：", "，".PadLeft(200, '字'), "推动温福高铁、追觅机器人等项目开工",
    ];

    static readonly Gen<string> text = Gen.Elements(scraps).ListOf().Select(parts => string.Concat(parts));

    static readonly Gen<(string Wording, ItemKind Kind, string Later)> question =
        from wording in text
        from kind in Gen.Elements(ItemKind.Plan, ItemKind.Problem)
        from later in text
        select (wording, kind, later);

    [Fact]
    public void Every_passage_is_the_slice_it_points_at_and_no_longer_than_a_sentence() => Holds(asked =>
    {
        var answer = Ask(asked);
        return answer.Evidence.Concat(answer.Restated).All(passage =>
            0 <= passage.Start && passage.Start < passage.End && passage.End <= asked.Later.Length
            && asked.Later[passage.Start..passage.End] == passage.Text && passage.Text.Length <= 150 && passage.Score is > 0 and <= 1);
    });

    [Fact]
    public void At_most_three_passages_are_shown_and_none_twice() => Holds(asked =>
        Ask(asked).Evidence is { Count: <= 3 } evidence && evidence.DistinctBy(passage => passage.Start).Count() == evidence.Count);

    [Fact]
    public void The_same_question_gets_the_same_answer() => Holds(asked => Told(Ask(asked)) == Told(Ask(asked)));

    [Fact]
    public void A_verdict_fits_what_is_shown() => Holds(asked => Ask(asked) is var answer && answer.Verdict switch
    {
        YearVerdict.Answered or YearVerdict.Partly => answer.Evidence.Count > 0,
        YearVerdict.RestatedOnly => answer.Evidence.Count == 0 && answer.Restated.Count > 0,
        _ => answer.Evidence.Count == 0 && answer.Restated.Count == 0,
    });

    [Fact]
    public void A_reason_is_one_sentence() => Holds(asked => Ask(asked).Reason is var reason && reason.IndexOf('。') == reason.Length - 1);

    [Fact]
    public void A_plan_does_not_recur() => Holds(asked => asked.Kind is ItemKind.Problem || !Ask(asked).Recurring);

    static void Holds(Func<(string Wording, ItemKind Kind, string Later), bool> law) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Runs), Prop.ForAll(question.ToArbitrary(), law));

    static YearAnswer Ask((string Wording, ItemKind Kind, string Later) asked) =>
        YearMatcher.Match([new("1", asked.Kind, asked.Wording)], ReportReader.Read(asked.Later))[0];

    static string Told(YearAnswer answer) =>
        $"{answer.Verdict} {answer.Reason} {string.Join('|', answer.Evidence)} {string.Join('|', answer.Restated)}";
}
