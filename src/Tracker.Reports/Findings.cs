namespace Tracker.Reports;

/// <summary>核查意见: what a careful supervisor would remark on a report.</summary>
/// <param name="Rules">Every rule in force for it, kept or not.</param>
/// <param name="Vague">Plan items that can't be checked as they are worded.</param>
/// <param name="ProblemsWithoutPlan">Ids of problems for which no plan item of the same report does anything.</param>
/// <param name="PlansWithoutProblem">Ids of plan items that answer none of its problems.</param>
/// <param name="Repeated">Problems that the report of the year before named already.</param>
public sealed record Findings(
    IReadOnlyList<RuleFinding> Rules, IReadOnlyList<VaguePromise> Vague, IReadOnlyList<string> ProblemsWithoutPlan,
    IReadOnlyList<string> PlansWithoutProblem, IReadOnlyList<RepeatedProblem> Repeated)
{
    /// <summary>How many there are to look at; a plan without a problem is no fault.</summary>
    public int Count => Rules.Count(rule => rule.Verdict is not RuleVerdict.Kept) + Vague.Count + ProblemsWithoutPlan.Count + Repeated.Count;
}

/// <summary>符合, 缺少, 逾期, 无法判断.</summary>
public enum RuleVerdict { Kept, Missing, Late, Unknown }

/// <param name="Due">For a date: the first day that was too late.</param>
/// <param name="Given">For causes: how many problems give one; else 0.</param>
/// <param name="Of">For causes: how many problems there are; else 0.</param>
public sealed record RuleFinding(ComplianceRule Rule, RuleVerdict Verdict, DateOnly? Due = null, int Given = 0, int Of = 0);

/// <summary>措施, 指标, 时限, 责任单位.</summary>
public enum PromiseLack { Measure, Figure, Limit, Unit }

/// <param name="Missing">All four for an empty promise; the last three for one that has measures, but nothing to check them by.</param>
public sealed record VaguePromise(string Id, IReadOnlyList<PromiseLack> Missing)
{
    /// <summary>Not even a measure.</summary>
    public bool IsEmpty => Missing.Contains(PromiseLack.Measure);
}

/// <param name="Earlier">How the earlier report put it.</param>
public sealed record RepeatedProblem(string Id, string Earlier);

/// <summary>An item of a report as it stands now, read or corrected.</summary>
/// <param name="Start">Offset in UTF-16 units into the report's text.</param>
/// <param name="End">Offset of its end, exclusive.</param>
public sealed record StatedItem(
    string Id, ItemKind Kind, string Title, string Text, int Start, int End, string? Cause, IReadOnlyList<string> Measures, bool HasTarget, DateOnly? LimitOn, bool NamesUnit);
