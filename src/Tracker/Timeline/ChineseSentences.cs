using Tracker.Commitments;
using Tracker.Reports;

namespace Tracker.Timeline;

/// <summary>Facts as sentences in Chinese.</summary>
public static class ChineseSentences
{
    public static string Of(CommitmentEvent fact) => fact switch
    {
        CommitmentRegistered { TextYear: { } named } x => $"结转登记为{x.Year}年度事项，沿用{x.Organization}{named}年度报告的原文。",
        CommitmentRegistered x => $"由{x.Organization}{x.Year}年度报告登记。",
        CommitmentAssigned x => $"派单至{x.Lead.Name}{With(x.With)}，整改时限 {x.DueOn:yyyy-MM-dd}，完成标准：{x.Standard}{Stop(x.Standard)}{Measures(x.Measures)}",
        MeasureAdded x => $"增加措施：{Measure(x.Measure)}。",
        MeasureDropped x => $"取消措施“{x.Text}”，理由：{x.Reason}{Stop(x.Reason)}",
        AssignmentAccepted => "签收。",
        AssignmentDeclined x => $"退单：{x.Reason}{Stop(x.Reason)}",
        CommitmentReassigned x => $"转办至{x.Lead.Name}{With(x.With)}，理由：{x.Reason}{Stop(x.Reason)}",
        CommitmentHandedOver x => $"{x.From.Name}离任，交接给{x.To.Name}。",
        MeasuresHandedOver x => $"{x.From.Name}离任，所负责的措施交接给{x.To.Name}。",
        CommitmentProgressed { Measure: not null, Percent: { } percent } x => $"填报措施进展（该措施 {percent}%，总进度 {x.Overall}%）：{x.Text}{Stop(x.Text)}{Figures(x.Figures)}",
        CommitmentProgressed { Percent: { } percent } x => $"填报进展（{percent}%）：{x.Text}{Stop(x.Text)}{Figures(x.Figures)}",
        CommitmentProgressed x => $"填报进展：{x.Text}{Stop(x.Text)}{Figures(x.Figures)}",
        EvidenceAttached { SpeaksFor: { } day } x => $"上传佐证材料《{x.FileName}》（反映 {day:yyyy-MM-dd} 的情况）。",
        EvidenceAttached x => $"上传佐证材料《{x.FileName}》。",
        ExtensionRequested x => $"{OfMeasure(x.Measure)}申请延期至 {x.To:yyyy-MM-dd}，理由：{x.Reason}{Stop(x.Reason)}",
        ExtensionGranted x => $"准予{OfMeasure(x.Measure)}延期：{(x.Measure is null ? "整改" : "")}时限由 {x.From:yyyy-MM-dd} 延至 {x.To:yyyy-MM-dd}。{x.Reason}",
        ExtensionRefused x => $"不予延期：{x.Reason}{Stop(x.Reason)}",
        DueDateChanged x => $"调整{OfMeasure(x.Measure)}时限：由 {x.From:yyyy-MM-dd} 改为 {x.To:yyyy-MM-dd}，理由：{x.Reason}{Stop(x.Reason)}",
        ClosingSubmitted { NeedsCountersign: true } x => $"申请销号（待单位负责人签批）：{x.Statement}{Stop(x.Statement)}",
        ClosingSubmitted x => $"申请销号：{x.Statement}{Stop(x.Statement)}",
        ClosingCountersigned x => $"单位负责人签批同意。{x.Note}",
        CountersignRefused x => $"单位负责人不予签批：{x.Reason}{Stop(x.Reason)}",
        ClosingReturned x => $"复核退回，尚缺：{x.Missing}{Stop(x.Missing)}",
        ClosingPublished x => $"复核通过，销号公示至 {x.Until:yyyy-MM-dd}（{Closing(x.Outcome)}）。{x.Note}{Checked(x.Checked)}",
        ClosingObjected { Objector: { Length: > 0 } who } x => $"登记公示异议（{who}）：{x.Text}{Stop(x.Text)}",
        ClosingObjected x => $"登记公示异议：{x.Text}{Stop(x.Text)}",
        ObjectionAnswered { Upheld: true } x => $"异议经核实成立，继续整改：{x.Finding}{Stop(x.Finding)}",
        ObjectionAnswered x => $"异议经核实不成立，继续公示：{x.Finding}{Stop(x.Finding)}",
        CommitmentClosed { NoticedUntil: { } until } x => $"公示期满（{until:yyyy-MM-dd}），{Closing(x.Outcome)}。{x.Note}",
        CommitmentClosed x => $"{Closing(x.Outcome)}。{x.Note}{Checked(x.Checked)}",
        CommitmentReinspected { Held: true } x => $"回头看：整改到位，未反弹。{x.Finding}{Stop(x.Finding)}",
        CommitmentReinspected x => $"回头看：整改未到位。{x.Finding}{Stop(x.Finding)}",
        SameProblemLinked x => $"与另一事项认定为同类问题。{x.Note}",
        SameProblemUnlinked x => $"取消与另一事项的同类问题认定，理由：{x.Reason}{Stop(x.Reason)}",
        CommitmentReopened x => $"重新挂号：{x.Reason}{Stop(x.Reason)}",
        Commented x => $"留言：{x.Text}",
        ReplyLinkIssued x => $"为{x.Unit.Name}联系人{x.Contact}开通免登录回复链接。",
        ReplyLinkRevoked x => $"作废联系人{x.Contact}的免登录回复链接。",
        YearMatchSuggested x => $"与{x.Year}年度报告衔接（系统比对）：{Verdict(x.Verdict)}。{x.Reason}",
        YearMatchDecided x => $"认定{x.Year}年度报告对本事项：{Verdict(x.Verdict)}。{x.Note}",
        ProblemNamedAgain { Passages.Count: 0 } x => $"{x.Year}年度报告修订后未再将其列为问题（系统比对）。",
        ProblemNamedAgain x => $"{x.Year}年度报告再次将其列为问题（系统比对）：“{x.Passages[0].Text}”",
        RecurrenceDecided { Same: true } x => $"认定{x.Year}年度报告所列为同一问题。{x.Note}",
        RecurrenceDecided x => $"认定{x.Year}年度报告所列不是同一问题。{x.Note}",
        CommitmentCarriedOver x => $"结转为{x.Year}年度事项，继续办理。{x.Note}",
        CommitmentTakenOver x => $"承接{x.Year}年度的未完成事项。",
        _ => fact.GetType().Name,
    };

    public static string Verdict(YearVerdict verdict) => verdict switch
    {
        YearVerdict.Answered => "已交代",
        YearVerdict.Partly => "部分交代",
        YearVerdict.RestatedOnly => "仅重提",
        _ => "未提及",
    };

    static string Closing(Outcome outcome) => outcome switch
    {
        Outcome.Done => "准予销号，已完成",
        Outcome.Partly => "准予销号，部分完成",
        Outcome.NotDone => "终止，未完成",
        _ => "终止，已被其他事项替代",
    };

    static string With(IReadOnlyList<People.UnitRef> units) => units.Count == 0 ? "" : $"，配合单位：{string.Join("、", units.Select(unit => unit.Name))}";

    static string Measures(IReadOnlyList<AssignedMeasure>? measures) =>
        measures is { Count: > 0 } ? $"措施 {measures.Count} 项：{string.Join("；", measures.Select((measure, i) => $"{i + 1}. {Measure(measure)}"))}。" : "";

    static string Measure(AssignedMeasure measure) => $"{measure.Text}（{measure.Unit.Name}{(measure.Person is { } person ? $" {person.Name}" : "")}，{measure.DueOn:yyyy-MM-dd}）";

    static string OfMeasure(Guid? measure) => measure is null ? "" : "措施";

    static string Figures(IReadOnlyList<ReportedFigure>? figures) =>
        figures is { Count: > 0 } ? $"目标数据：{string.Join("；", figures.Select(figure => $"“{figure.Target}”目前 {figure.Number:0.####}{figure.Unit}"))}。" : "";

    static string Checked(IReadOnlyList<CheckedPoint>? points) =>
        points is not { Count: > 0 } ? ""
        : points.Where(point => !point.Held).Select(point => point.Text).ToList() is { Count: > 0 } open
            ? $"复核清单 {points.Count} 项，未通过：{string.Join("；", open)}。"
            : $"复核清单 {points.Count} 项全部通过。";

    // A text that people typed may or may not bring its own full stop.
    static string Stop(string text) => text.Length > 0 && "。！？!?.".Contains(text[^1], StringComparison.Ordinal) ? "" : "。";
}
