using Tracker.Commitments;
using Tracker.Timeline;

namespace Tracker.Drafting;

/// <summary>One commitment's paragraph in each part: what was done, what remains and why, what comes next.</summary>
static class Accounts
{
    /// <summary>主要举措和成效: of what was closed as done or partly done.</summary>
    public static DraftParagraph Done(CommitmentHistory history)
    {
        var (closing, closed) = (history.Closing!, history.Closed!);
        List<DraftSentence> sentences = [Head(history), .. Agreed(history), .. Steps.Work(history)];
        var by = closed.By.UnitName;
        sentences.Add(history.Say($"{Wording.Day(history.DayOf(closing))}，经{by}复核{Steps.Outcome(closed.Outcome)}。", closing));
        // Of what was done in part the review's word tells what remains: it stands in part two.
        if (closed is { Outcome: Outcome.Done, Note: { Length: > 0 } note })
            sentences.Add(history.Say(Wording.Sentence("复核意见：", note), closing));
        return history.Paragraph(sentences);
    }

    /// <summary>不足和原因: of what is open, was ended undone, or was done in part.</summary>
    public static DraftParagraph Remaining(CommitmentHistory history) => history.Paragraph(history.Closed?.Outcome switch
    {
        Outcome.Partly =>
        [
            history.Say($"{history.Subject}部分完成，尚有差距。", history.Registration, history.Closing),
            .. Note(history, "复核意见："), .. Cause(history), .. Standard(history), .. Steps.Terms(history), .. Late(history),
        ],
        Outcome.NotDone => [.. Ended(history, "未完成"), .. Cause(history)],
        Outcome.Superseded => [.. Ended(history, "已被其他事项替代")],
        _ => [.. Open(history)],
    });

    static IEnumerable<DraftSentence> Open(CommitmentHistory history)
    {
        var standing = history.Now.Status switch
        {
            CommitmentStatus.Assigned => "已派单，尚待签收",
            CommitmentStatus.Underway => "仍在办理",
            CommitmentStatus.Submitted => "已申请销号，尚待复核",
            CommitmentStatus.Returned => "经复核退回，尚待补正",
            CommitmentStatus.CarriedOver => "尚未完成，已结转",
            _ => history.Standing.Fact is AssignmentDeclined ? "退单后尚未重新派单" : "尚未派单",
        };
        yield return history.Say($"{history.Subject}，{Comma(history.Units)}{standing}。", history.Registration, history.Assignment, history.Standing);
        foreach (var sentence in Agreed(history).Concat(Cause(history)).Concat(Steps.All(history))) yield return sentence;
        if (history.CarriedOver is { Note: { Length: > 0 } note })
            yield return history.Say(Wording.Sentence("结转说明：", note), history.CarryOver);
        if (history.Last(fact => fact is CommitmentProgressed { Percent: not null }) is { Fact: CommitmentProgressed { Percent: { } percent } } last)
            yield return history.Say($"截至{Wording.Day(history.DayOf(last))}，填报的完成进度为{percent}%。", last);
        foreach (var sentence in Late(history)) yield return sentence;
        if (!history.SaysWhy) yield return DraftSentence.Missing("未完成的原因系统没有记录，请补写");
    }

    static IEnumerable<DraftSentence> Ended(CommitmentHistory history, string conclusion)
    {
        var closing = history.Closing!;
        yield return history.Say($"{history.Subject}，{Comma(history.Units)}{Wording.Day(history.DayOf(closing))}经{closing.Fact.By.UnitName}决定终止，结论：{conclusion}。",
            history.Registration, history.Assignment, closing);
        foreach (var sentence in Note(history, "终止理由：").Concat(Agreed(history)).Concat(Steps.All(history))) yield return sentence;
    }

    /// <summary>下一年度的主要安排: of what is open or was carried over.</summary>
    public static DraftParagraph Next(CommitmentHistory history)
    {
        var now = history.Now;
        if (history.CarriedOver is { } carried)
            return history.Paragraph([
                history.Say($"继续推进{history.Subject}，已结转为{carried.Year}年度事项，在该事项中继续办理。", history.Registration, history.CarryOver), .. Standard(history),
            ]);
        if (now.Lead is null || now.DueOn is not { } due || history.Dispatch is not { } dispatch)
        {
            List<DraftSentence> undispatched = [history.Say($"继续推进{history.Subject}，尚未派单，牵头单位和整改时限尚未确定。", history.Registration, history.Standing)];
            if (now.Registered.LimitInText is { } limit) undispatched.Add(history.Say($"{now.Registered.Year}年度报告写明的时限为{Wording.Day(limit)}。", history.Registration));
            return history.Paragraph(undispatched);
        }
        var term = now.Kind is RectificationKind.Continuous ? "属持续整改事项，长期坚持，本期整改时限为" : "整改时限为";
        List<DraftSentence> sentences =
        [
            history.Say($"继续推进{history.Subject}，{history.Units}，{term}{Wording.Day(due)}。", history.Registration, history.Assignment, dispatch, history.LimitSet),
            .. Standard(history),
        ];
        if (due < history.Today) sentences.Add(DraftSentence.Missing("整改时限已过，新的完成时限系统没有记录，请补写"));
        return history.Paragraph(sentences);
    }

    static DraftSentence Head(CommitmentHistory history) =>
        history.Say($"{(history.Now.Registered.Kind is Reports.ItemKind.Problem ? "针对" : "关于")}{history.Subject}，{history.Units}办理。", history.Registration, history.Assignment);

    static IEnumerable<DraftSentence> Agreed(CommitmentHistory history) => history.Now.Registered.Agreed is { Length: > 0 } agreed
        ? [history.Say(Wording.Sentence("经议定，该项明确为：", agreed), history.Registration)] : [];

    // A report's own words mostly begin with 主要原因是 already.
    static IEnumerable<DraftSentence> Cause(CommitmentHistory history) => history.Now.Registered is { Cause: { Length: > 0 } cause, Year: var year }
        ? [history.Say(Wording.Sentence(cause.Contains("原因", StringComparison.Ordinal) ? $"{year}年度报告分析，" : $"{year}年度报告分析，原因是", cause), history.Registration)] : [];

    static IEnumerable<DraftSentence> Standard(CommitmentHistory history) => history.Dispatch is { } dispatch
        ? [history.Say(Wording.Sentence("完成标准：", history.Now.Standard), dispatch)] : [];

    static IEnumerable<DraftSentence> Note(CommitmentHistory history, string beginning) => history.Closed?.Note is { Length: > 0 } note
        ? [history.Say(Wording.Sentence(beginning, note), history.Closing)] : [];

    /// <summary>On both clocks where an extension has set them apart, so that it can't hide lateness.</summary>
    static IEnumerable<DraftSentence> Late(CommitmentHistory history)
    {
        if (history.Now.Lead is null || history.Now is not { DueOn: { } due, OriginalDueOn: { } original }) yield break;
        var day = history.ClosedOn ?? (history.CarryOver is { } carried ? history.DayOf(carried) : history.Today);
        if (due >= day && original >= day) yield break;

        var beginning = history.ClosedOn is null ? $"截至{Wording.Day(day)}" : $"该项于{Wording.Day(day)}销号";
        IEnumerable<TimelineEntry?> from = [history.FirstLimitSet, history.LimitSet, history.Closing];
        yield return due == original
            ? history.Say($"{beginning}，超过整改时限{Wording.Day(due)}，逾期{day.DayNumber - due.DayNumber}日。", from)
            : history.Say($"{beginning}，按现时限{OnClock(due)}，按原定时限{OnClock(original)}。", from);

        string OnClock(DateOnly limit) => limit < day ? $"{Wording.Day(limit)}逾期{day.DayNumber - limit.DayNumber}日"
            : history.IsClosed ? $"{Wording.Day(limit)}未逾期" : $"{Wording.Day(limit)}尚未到期";
    }

    static string Comma(string units) => units.Length == 0 ? "" : $"{units}，";
}
