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
        CommitmentAssigned x => $"派单至{x.Lead.Name}{With(x.With)}，整改时限 {x.DueOn:yyyy-MM-dd}，完成标准：{x.Standard}{Stop(x.Standard)}",
        AssignmentAccepted => "签收。",
        AssignmentDeclined x => $"退单：{x.Reason}{Stop(x.Reason)}",
        CommitmentReassigned x => $"转办至{x.Lead.Name}{With(x.With)}，理由：{x.Reason}{Stop(x.Reason)}",
        CommitmentProgressed { Percent: { } percent } x => $"填报进展（{percent}%）：{x.Text}{Stop(x.Text)}",
        CommitmentProgressed x => $"填报进展：{x.Text}{Stop(x.Text)}",
        EvidenceAttached { SpeaksFor: { } day } x => $"上传佐证材料《{x.FileName}》（反映 {day:yyyy-MM-dd} 的情况）。",
        EvidenceAttached x => $"上传佐证材料《{x.FileName}》。",
        ExtensionRequested x => $"申请延期至 {x.To:yyyy-MM-dd}，理由：{x.Reason}{Stop(x.Reason)}",
        ExtensionGranted x => $"准予延期：整改时限由 {x.From:yyyy-MM-dd} 延至 {x.To:yyyy-MM-dd}。{x.Reason}",
        ExtensionRefused x => $"不予延期：{x.Reason}{Stop(x.Reason)}",
        DueDateChanged x => $"调整时限：由 {x.From:yyyy-MM-dd} 改为 {x.To:yyyy-MM-dd}，理由：{x.Reason}{Stop(x.Reason)}",
        ClosingSubmitted x => $"申请销号：{x.Statement}{Stop(x.Statement)}",
        ClosingReturned x => $"复核退回，尚缺：{x.Missing}{Stop(x.Missing)}",
        CommitmentClosed x => $"{Closing(x.Outcome)}。{x.Note}",
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

    // A text that people typed may or may not bring its own full stop.
    static string Stop(string text) => text.Length > 0 && "。！？!?.".Contains(text[^1], StringComparison.Ordinal) ? "" : "。";
}
