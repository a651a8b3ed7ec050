using System.Text.RegularExpressions;
using Tracker.Commitments;
using Tracker.Reports;

namespace Tracker.Tests.Drafting;

public class DraftReportTests : DraftSpecification
{
    static readonly CommitmentEvent[] DoneCase = [.. InReview, Closed];
    static readonly CommitmentRegistered Plan = Registered with { Kind = ItemKind.Plan, Title = "推行“综合查一次”", Cause = "资源整合不够。" };

    [Fact]
    public void It_has_the_five_parts_in_the_order_of_the_regulation()
    {
        var draft = DraftOf(DoneCase);

        (draft.Organization, draft.Year, draft.Title).ShouldBe(("青苇市人民政府", 2025, "青苇市人民政府2025年法治政府建设年度报告"));
        draft.Parts.Select(part => part.Heading).ShouldBe(
        [
            "一、上一年度推进法治政府建设的主要举措和成效", "二、存在的不足和原因", "三、党政主要负责人履行推进法治建设第一责任人职责的情况",
            "四、下一年度的主要安排", "五、其他需要报告的情况",
        ]);
    }

    [Fact]
    public void What_was_done_is_told_with_its_proof_and_its_closing()
    {
        var draft = DraftOf([.. Underway, Progress("评查案卷480册"), Proof, Submitted, Closed with { Note = "抽查属实" }]);

        Part(draft, 1).ShouldStartWith(
            "针对2024年度报告指出的“执法监督力度不够”问题，由市交通局牵头，市园林局配合办理。截至2025年3月4日，评查案卷480册。"
            + "佐证材料1件：《评查通报》（反映2025年6月30日的情况）。2025年3月6日，市交通局申请销号，说明：已完成全部评查。"
            + "2025年3月7日，经市考核办复核准予销号，结论：已完成。复核意见：抽查属实。");
        Part(draft, 2).ShouldNotContain("执法监督力度不够");
        Part(draft, 4).ShouldNotContain("执法监督力度不够");
    }

    [Fact]
    public void What_was_done_in_part_stands_in_the_first_part_and_what_remains_in_the_second()
    {
        var draft = DraftOf([Plan, Assigned, Accepted, Progress("优良率74.2%"), Proof, Submitted, Closed with { Outcome = Outcome.Partly, Note = "优良率未达到90%。" }]);

        Part(draft, 1).ShouldContain("关于2024年度报告提出的“推行‘综合查一次’”安排，由市交通局牵头，市园林局配合办理。");
        Part(draft, 1).ShouldContain("结论：部分完成。");
        Part(draft, 1).ShouldNotContain("优良率未达到90%");
        Part(draft, 2).ShouldContain("部分完成，尚有差距。复核意见：优良率未达到90%。2024年度报告分析，原因是资源整合不够。完成标准：案卷评查全覆盖。");
        Part(draft, 2).ShouldNotContain("优良率74.2%");
    }

    [Fact]
    public void What_is_open_and_overdue_is_told_with_what_is_missing_and_goes_on_next_year()
    {
        var draft = DraftOf([.. InReview, new ClosingReturned("缺少整改清单", Reviewer.By), Progress("正在补充清单", 80)]);

        var remaining = Part(draft, 2);
        remaining.ShouldStartWith("2024年度报告指出的“执法监督力度不够”问题，由市交通局牵头，市园林局配合，经复核退回，尚待补正。");
        remaining.ShouldContain("2025年3月6日，市考核办复核退回，指出尚缺：缺少整改清单。截至2025年3月7日，正在补充清单。");
        remaining.ShouldContain("截至2025年3月7日，填报的完成进度为80%。截至2025年9月1日，超过整改时限2025年6月30日，逾期63日。");
        Part(draft, 4).ShouldStartWith(
            "继续推进2024年度报告指出的“执法监督力度不够”问题，由市交通局牵头，市园林局配合，整改时限为2025年6月30日。完成标准：案卷评查全覆盖。【整改时限已过，新的完成时限系统没有记录，请补写】");
        Part(draft, 1).ShouldNotContain("执法监督力度不够");
    }

    [Fact]
    public void What_was_carried_over_remains_and_goes_on_in_the_new_years_commitment()
    {
        var draft = DraftOf([.. Underway, Progress("完成采购"), new CommitmentCarriedOver(Guid.CreateVersion7(), Guid.CreateVersion7(), 2025, "设备未到", Supervisor.By)]);

        Part(draft, 2).ShouldStartWith("2024年度报告指出的“执法监督力度不够”问题，由市交通局牵头，市园林局配合，尚未完成，已结转。截至2025年3月4日，完成采购。");
        Part(draft, 2).ShouldContain("结转说明：设备未到。");
        Part(draft, 4).ShouldStartWith("继续推进2024年度报告指出的“执法监督力度不够”问题，已结转为2025年度事项，在该事项中继续办理。完成标准：案卷评查全覆盖。");
        Part(draft, 4).ShouldNotContain("整改时限已过");
        Part(draft, 5).ShouldContain("已结转1件，占100%");
    }

    [Fact]
    public void A_commitment_that_was_carried_over_is_told_by_the_year_that_first_named_it() =>
        Part(DraftOf([Registered with { Year = 2025, TextYear = 2024, TextReportId = Guid.CreateVersion7() }]), 4).ShouldStartWith("继续推进2024年度报告指出的");

    [Fact]
    public void An_extension_hides_no_lateness()
    {
        CommitmentEvent[] extended =
        [
            .. Underway, new ExtensionRequested(new(2025, 8, 15), "招录未完成。", Officer.By), new ExtensionGranted(Due, new(2025, 8, 15), "同意一次", Supervisor.By),
        ];

        var late = Part(DraftOf(extended), 2);
        late.ShouldContain("2025年3月4日，市交通局申请延期至2025年8月15日，理由：招录未完成。2025年3月5日，准予延期，整改时限由2025年6月30日延至2025年8月15日，审批意见：同意一次。");
        late.ShouldContain("截至2025年9月1日，按现时限2025年8月15日逾期17日，按原定时限2025年6月30日逾期63日。");
        Part(DraftOf(new DateOnly(2025, 8, 1), extended), 2).ShouldContain("按现时限2025年8月15日尚未到期，按原定时限2025年6月30日逾期32日。");
        Part(DraftOf(new DateOnly(2025, 6, 30), extended), 2).ShouldNotContain("逾期");
    }

    [Fact]
    public void A_refused_extension_a_declined_and_a_passed_on_task_tell_their_reasons()
    {
        var text = Part(DraftOf(
            [.. Underway, new ExtensionRequested(new(2025, 8, 15), "采购未启动", Officer.By), new ExtensionRefused("应按期完成", Supervisor.By), new CommitmentReassigned(Parks, [], null, "职责划转", Supervisor.By)],
            [Registered, Assigned, new AssignmentDeclined("不属本局职责", Officer.By)]), 2);

        text.ShouldContain("不予延期，理由：应按期完成。");
        text.ShouldContain("转由市园林局牵头办理，理由：职责划转。");
        text.ShouldContain("退单后尚未重新派单。2025年3月3日，市交通局退单，理由：不属本局职责。");
    }

    [Fact]
    public void What_was_ended_undone_is_no_achievement_and_what_was_replaced_is_no_shortcoming()
    {
        var draft = DraftOf(
            [.. Underway, Closed with { Outcome = Outcome.NotDone, Note = "上级已取消该项工作" }],
            [Plan, Assigned, Closed with { Outcome = Outcome.Superseded, Note = "并入另一事项" }]);

        Part(draft, 1).ShouldNotContain("“");
        Part(draft, 2).ShouldContain("2025年3月4日经市考核办决定终止，结论：未完成。终止理由：上级已取消该项工作。");
        Part(draft, 2).ShouldNotContain("综合查一次");
        Part(draft, 5).ShouldContain("2025年3月3日经市考核办决定终止，结论：已被其他事项替代。终止理由：并入另一事项。");
        Part(draft, 4).ShouldNotContain("“");
    }

    [Fact]
    public void A_reopened_commitment_is_open_and_tells_its_earlier_closing()
    {
        var draft = DraftOf([.. DoneCase, new CommitmentReopened("回头看发现反弹", Supervisor.By)]);

        Part(draft, 2).ShouldContain("仍在办理。");
        Part(draft, 2).ShouldContain("经市考核办复核准予销号，结论：已完成。2025年3月7日，市督查室决定重新挂号，理由：回头看发现反弹。");
        Part(draft, 1).ShouldNotContain("执法监督力度不够");
    }

    [Fact]
    public void Without_a_recorded_reason_the_drafter_is_asked_for_one()
    {
        Part(DraftOf(Underway), 2).ShouldContain("【未完成的原因系统没有记录，请补写】");
        Part(DraftOf([Plan, Assigned, Accepted]), 2).ShouldNotContain("【未完成的原因");
        Part(DraftOf([Registered with { LimitInText = new(2025, 12, 31) }]), 4).ShouldStartWith(
            "继续推进2024年度报告指出的“执法监督力度不够”问题，尚未派单，牵头单位和整改时限尚未确定。2024年度报告写明的时限为2025年12月31日。");
        Part(DraftOf([Registered, Assigned with { Kind = RectificationKind.Continuous, DueOn = new(2026, 1, 31) }]), 4).ShouldContain("属持续整改事项，长期坚持，本期整改时限为2026年1月31日。");
    }

    [Fact]
    public void What_was_typed_twice_is_told_once_and_nothing_typed_is_lost()
    {
        var draft = DraftOf([.. Underway, Progress("已评查一半"), Progress("已评查一半。"), Progress("已完成"), Proof,
            new ClosingSubmitted("已评查一半。\r\n未完成的另一半已移交", Officer.By), Closed]);

        var text = Part(draft, 1);
        Regex.Count(text, "已评查一半").ShouldBe(1);
        text.ShouldContain("截至2025年3月6日，已完成。");
        text.ShouldContain("说明：已评查一半。未完成的另一半已移交。");
        draft.Sentences.Single(sentence => sentence.Text.Contains("另一半", StringComparison.Ordinal)).Sources.Select(source => source.Version).ShouldBe([4L, 5, 8]);
    }

    [Fact]
    public void A_helping_units_words_are_told_as_its_own()
    {
        Part(DraftOf([.. Underway, new CommitmentProgressed("本局已自查64册", null, Helper.By)]), 2)
            .ShouldContain("截至2025年3月4日，据市园林局填报，本局已自查64册。");
    }

    [Fact]
    public void Every_sentence_has_its_events_or_is_marked_and_none_names_a_person()
    {
        var draft = DraftOf(DoneCase, Underway, [Registered], [.. InReview, new ClosingReturned("清单", Reviewer.By)],
            [Plan, Assigned, Closed with { Outcome = Outcome.NotDone, Note = "取消" }], [.. InReview, Closed with { Outcome = Outcome.Partly, Note = "差额" }]);

        foreach (var sentence in draft.Sentences)
            (sentence.Sources.Count > 0).ShouldBe(!sentence.Text.StartsWith('【'), sentence.Text);
        draft.Sentences.Where(sentence => !sentence.ToSupply).Select(sentence => sentence.Note).ShouldBe(
            Enumerable.Range(1, draft.Sentences.Count(sentence => !sentence.ToSupply)).Select(number => (int?)number));
        draft.Parts.SelectMany(part => part.Paragraphs).Where(paragraph => paragraph.CommitmentId is not null)
            .ShouldAllBe(paragraph => paragraph.Sentences.All(sentence => sentence.Sources.All(source => source.CommitmentId == paragraph.CommitmentId)));
        Whole(draft).ShouldNotMatch("严承办|苏督办|傅复核|副市长|。。|，，|  ");
        draft.Sentences.First().Sources[0].By.ShouldBe("市督查室 苏督办");
        foreach (var part in draft.Parts) part.Paragraphs[^1].Sentences[^1].ToSupply.ShouldBeTrue(part.Heading);
    }

    [Fact]
    public void The_figures_name_what_they_count()
    {
        CommitmentEvent[] late = [Registered, Assigned with { DueOn = new(2025, 3, 3) }, Accepted, Proof, Submitted, Closed];
        CommitmentEvent[] moved = [.. Underway, new ExtensionRequested(new(2025, 12, 1), "慢", Officer.By), new ExtensionGranted(Due, new(2025, 12, 1), null, Supervisor.By)];
        var draft = DraftOf(DoneCase, late, moved, [Registered]);

        var figures = draft.Parts[4].Paragraphs[0].Sentences;
        figures[0].Text.ShouldBe("本稿所列2024年度报告事项共4件：已销号2件，占50%（已完成2件）；正在办理2件，占50%（办理中1件、待派单1件）。");
        figures[0].Sources.Select(source => source.CommitmentId).Distinct().Count().ShouldBe(4);
        figures[1].Text.ShouldStartWith("截至2025年9月1日，按批准的时限，时限已到的2件中按期销号1件，按期办结率50%；按原定的时限，时限已到的3件中按期销号1件，按期办结率33%（按期办结率为");
        figures[1].Sources.Select(source => source.CommitmentId).Distinct().Count().ShouldBe(3);
        figures[2].Text.ShouldBe("准予延期1次，涉及1件。");
        Part(draft, 3).ShouldBe("已派单的3件2024年度报告事项中，3件明确了责任领导。\n【党政主要负责人部署、过问、协调、督办等履职情况系统没有记录，请补写】");
    }

    [Fact]
    public void Paragraphs_are_numbered_as_in_official_papers()
    {
        var draft = DraftOf([.. Enumerable.Range(0, 101).Select(_ => Underway)]);

        var numbers = draft.Parts[3].Paragraphs.Select(paragraph => paragraph.Number).ToList();
        (numbers[0], numbers[9], numbers[10], numbers[19], numbers[98], numbers[100]).ShouldBe(("（一）", "（十）", "（十一）", "（二十）", "（九十九）", "（101）"));
    }

    [Fact]
    public void A_report_without_commitments_leaves_five_parts_to_be_supplied()
    {
        var draft = DraftOf();

        draft.Parts.Count.ShouldBe(5);
        draft.Sentences.ShouldAllBe(sentence => sentence.ToSupply);
    }
}
