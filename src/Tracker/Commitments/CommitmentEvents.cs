using Tracker.People;
using Tracker.Reports;

namespace Tracker.Commitments;

// Stored for ever: a field may be added as optional; none is renamed or removed. Stored names stand in TrackerStore.
public abstract record CommitmentEvent(By By);

/// <summary>登记: a confirmed item of a report became a commitment; the original passage stays beside every later wording.</summary>
/// <param name="Year">来源报告年度: the year that the report reviews.</param>
/// <param name="LimitInText">整改时限 as the report words it, as the last day of that period.</param>
/// <param name="Agreed">议定表述; null where the promise stands as worded in the report.</param>
/// <param name="TextReportId">The report into whose text the offsets point, where that is an earlier one than <paramref name="ReportId"/>: carried over without an item of its own.</param>
/// <param name="TextYear">来源报告年度 of that text.</param>
public sealed record CommitmentRegistered(
    Guid ReportId, ItemKind Kind, string Organization, int Year, string Title, string Original, string Section,
    int Start, int End, string? Cause, IReadOnlyList<string> Measures, IReadOnlyList<string> Targets,
    DateOnly? LimitInText, By By, string? Agreed = null, Guid? TextReportId = null, int? TextYear = null) : CommitmentEvent(By);

/// <summary>派单.</summary>
/// <param name="With">配合单位.</param>
/// <param name="Leader">责任领导.</param>
/// <param name="Standard">完成标准.</param>
/// <param name="Measures">整改措施, each with its unit, person and limit; null where the commitment is one piece of work.</param>
public sealed record CommitmentAssigned(
    UnitRef Lead, IReadOnlyList<UnitRef> With, PersonRef? Person, string? Leader, DateOnly DueOn, string Standard,
    RectificationKind Kind, By By, IReadOnlyList<AssignedMeasure>? Measures = null) : CommitmentEvent(By);

/// <summary>增加措施, after the dispatch.</summary>
/// <param name="NextDueOn">The nearest limit of the commitment afterwards.</param>
/// <param name="With">配合单位 afterwards, where the measure's unit is a new one.</param>
public sealed record MeasureAdded(AssignedMeasure Measure, By By, DateOnly? NextDueOn = null, IReadOnlyList<UnitRef>? With = null) : CommitmentEvent(By);

/// <summary>取消措施.</summary>
/// <param name="Text">Its wording, so that the history can be read by itself.</param>
public sealed record MeasureDropped(Guid Measure, string Text, string Reason, By By, DateOnly? NextDueOn = null) : CommitmentEvent(By);

/// <summary>签收.</summary>
public sealed record AssignmentAccepted(By By) : CommitmentEvent(By);

/// <summary>退单.</summary>
public sealed record AssignmentDeclined(string Reason, By By) : CommitmentEvent(By);

/// <summary>转办.</summary>
public sealed record CommitmentReassigned(
    UnitRef Lead, IReadOnlyList<UnitRef> With, PersonRef? Person, string Reason, By By) : CommitmentEvent(By);

/// <summary>交接: the named person left, another of the unit takes over; where the work stands stays.</summary>
public sealed record CommitmentHandedOver(PersonRef From, PersonRef To, By By) : CommitmentEvent(By);

/// <summary>离任交接 of the measures for which a person was named.</summary>
public sealed record MeasuresHandedOver(PersonRef From, PersonRef To, By By) : CommitmentEvent(By);

/// <summary>进展填报.</summary>
/// <param name="Percent">Of the measure, where one is named; of the commitment, where it has none.</param>
/// <param name="Measure">The measure that it tells of; null where it tells of the whole.</param>
/// <param name="Overall">Per cent of the commitment afterwards, where it has measures.</param>
/// <param name="Figures">目标数据: where each target stands.</param>
/// <param name="NextDueOn">The nearest limit afterwards, where it has measures.</param>
public sealed record CommitmentProgressed(
    string Text, int? Percent, By By, Guid? Measure = null, int? Overall = null, IReadOnlyList<ReportedFigure>? Figures = null, DateOnly? NextDueOn = null) : CommitmentEvent(By);

/// <summary>佐证材料. The bytes lie in the files table under their hash.</summary>
/// <param name="SpeaksFor">The day that the evidence speaks for.</param>
/// <param name="Measure">The measure that it proves; null where it proves the whole.</param>
public sealed record EvidenceAttached(
    string FileName, string Sha256, long Bytes, string MediaType, DateOnly? SpeaksFor, By By, Guid? Measure = null) : CommitmentEvent(By);

/// <summary>申请延期.</summary>
/// <param name="Measure">The measure whose limit it is; null for the limit of the whole.</param>
public sealed record ExtensionRequested(DateOnly To, string Reason, By By, Guid? Measure = null) : CommitmentEvent(By);

/// <summary>准予延期.</summary>
public sealed record ExtensionGranted(DateOnly From, DateOnly To, string? Reason, By By, Guid? Measure = null, DateOnly? NextDueOn = null) : CommitmentEvent(By);

/// <summary>不予延期.</summary>
public sealed record ExtensionRefused(string Reason, By By) : CommitmentEvent(By);

/// <summary>调整时限, by the supervisor's own decision.</summary>
public sealed record DueDateChanged(DateOnly From, DateOnly To, string Reason, By By, Guid? Measure = null, DateOnly? NextDueOn = null) : CommitmentEvent(By);

/// <summary>申请销号.</summary>
/// <param name="NeedsCountersign">True where the unit's head has to countersign before it is reviewed, as the rule was on that day; else null.</param>
public sealed record ClosingSubmitted(string Statement, By By, bool? NeedsCountersign = null) : CommitmentEvent(By);

/// <summary>签批: the head of the lead unit stands for the application.</summary>
public sealed record ClosingCountersigned(string? Note, By By) : CommitmentEvent(By);

/// <summary>不予签批.</summary>
public sealed record CountersignRefused(string Reason, By By) : CommitmentEvent(By);

/// <summary>退回.</summary>
/// <param name="Missing">What is still missing.</param>
public sealed record ClosingReturned(string Missing, By By) : CommitmentEvent(By);

/// <summary>销号, or 终止 where the outcome is NotDone or Superseded.</summary>
/// <param name="Checked">复核清单 as the reviewer went through it.</param>
/// <param name="NoticedUntil">The last day of the public notice after which it took effect; null where there was none.</param>
public sealed record CommitmentClosed(
    Outcome Outcome, string? Note, By By, IReadOnlyList<CheckedPoint>? Checked = null, DateOnly? NoticedUntil = null) : CommitmentEvent(By);

/// <summary>销号公示: reviewed, and posted publicly before it takes effect.</summary>
/// <param name="Until">The last day of the notice.</param>
public sealed record ClosingPublished(Outcome Outcome, string? Note, DateOnly Until, By By, IReadOnlyList<CheckedPoint>? Checked = null) : CommitmentEvent(By);

/// <summary>公示异议, as it came in.</summary>
/// <param name="Objector">Who objects, as they gave their name.</param>
public sealed record ClosingObjected(string Text, string? Objector, By By) : CommitmentEvent(By);

/// <summary>异议核实.</summary>
/// <param name="Upheld">Whether it is well founded; then the work goes on.</param>
public sealed record ObjectionAnswered(bool Upheld, string Finding, By By) : CommitmentEvent(By);

/// <summary>回头看: looked at again after its closing.</summary>
/// <param name="Held">Whether the closing held.</param>
public sealed record CommitmentReinspected(bool Held, string Finding, By By) : CommitmentEvent(By);

/// <summary>重新挂号.</summary>
public sealed record CommitmentReopened(string Reason, By By) : CommitmentEvent(By);

/// <summary>留言.</summary>
/// <param name="Mentions">Who is to see it in the inbox.</param>
public sealed record Commented(string Text, By By, IReadOnlyList<PersonRef>? Mentions = null) : CommitmentEvent(By);

/// <summary>同类问题: the same problem in other words, in another commitment; both go on being what they are.</summary>
public sealed record SameProblemLinked(Guid Other, string? Note, By By) : CommitmentEvent(By);

/// <summary>取消同类问题.</summary>
public sealed record SameProblemUnlinked(Guid Other, string Reason, By By) : CommitmentEvent(By);

/// <summary>免登录回复: a link by which a contact without an account may report. The token itself is no part of the history.</summary>
/// <param name="Unit">For which working unit the contact answers.</param>
public sealed record ReplyLinkIssued(Guid LinkId, string Contact, UnitRef Unit, DateTimeOffset Until, By By) : CommitmentEvent(By);

/// <summary>作废免登录回复链接.</summary>
public sealed record ReplyLinkRevoked(Guid LinkId, string Contact, By By) : CommitmentEvent(By);

/// <summary>年度衔接, suggested: what the following year's report says of this commitment.</summary>
/// <param name="Parts">Its measures and targets, each answered for itself; null where it has none.</param>
public sealed record YearMatchSuggested(
    Guid ReportId, int Year, YearVerdict Verdict, string Reason, bool Recurring, IReadOnlyList<YearPassage> Evidence, IReadOnlyList<YearPassage> Restated, By By,
    IReadOnlyList<AnsweredPart>? Parts = null) : CommitmentEvent(By);

/// <summary>One measure or target of a commitment, as the following year's report answers it.</summary>
public sealed record AnsweredPart(PartKind Kind, string Text, YearVerdict Verdict, string Reason, IReadOnlyList<YearPassage> Evidence);

/// <summary>举措, 目标.</summary>
public enum PartKind { Measure, Target }

/// <summary>年度衔接, decided by a reviewer.</summary>
public sealed record YearMatchDecided(Guid ReportId, int Year, YearVerdict Verdict, string? Note, By By) : CommitmentEvent(By);

/// <summary>问题再现, suggested: the report of the next or of a later year names the problem again, in whatever words.</summary>
/// <param name="Passages">Where, best first; empty where a revised report no longer does.</param>
public sealed record ProblemNamedAgain(Guid ReportId, int Year, IReadOnlyList<YearPassage> Passages, By By) : CommitmentEvent(By);

/// <summary>问题再现, decided by a reviewer.</summary>
/// <param name="Same">Whether what that report names is this problem.</param>
/// <param name="Passage">Where that report names it, chosen by the reviewer; null where what was suggested is decided on.</param>
public sealed record RecurrenceDecided(Guid ReportId, int Year, bool Same, string? Note, By By, YearPassage? Passage = null) : CommitmentEvent(By);

/// <summary>结转: what was not done goes on as a commitment of a later year.</summary>
/// <param name="To">That commitment.</param>
/// <param name="ReportId">The report of the later year.</param>
public sealed record CommitmentCarriedOver(Guid To, Guid ReportId, int Year, string? Note, By By) : CommitmentEvent(By);

/// <summary>承接: the other end of 结转.</summary>
/// <param name="From">The commitment of the earlier year.</param>
/// <param name="Year">来源报告年度 of that commitment.</param>
public sealed record CommitmentTakenOver(Guid From, int Year, By By) : CommitmentEvent(By);

/// <summary>One 整改措施 as it was dispatched.</summary>
public sealed record AssignedMeasure(Guid Id, string Text, UnitRef Unit, PersonRef? Person, DateOnly DueOn);

/// <summary>Where a target stands.</summary>
/// <param name="Target">The target as the report words it.</param>
/// <param name="Number">In the target's own unit.</param>
public sealed record ReportedFigure(string Target, decimal Number, string? Unit);

/// <summary>One point of the 复核清单.</summary>
public sealed record CheckedPoint(string Text, bool Held);

/// <summary>立行立改, 分阶段整改, 持续整改.</summary>
public enum RectificationKind { Immediate, Phased, Continuous }

/// <summary>已完成, 部分完成, 未完成, 已被替代.</summary>
public enum Outcome { Done, Partly, NotDone, Superseded }
