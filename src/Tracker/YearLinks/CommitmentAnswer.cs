using Tracker.Commitments;
using Tracker.Reports;

namespace Tracker.YearLinks;

/// <summary>
/// What a report says of a whole commitment. A promise with targets is looked for target by target: it is answered
/// where all of them are, and partly where some are, or one fell short of its figure.
/// </summary>
public static class CommitmentAnswer
{
    const int Passages = 3;

    /// <summary>One answer per commitment, in their order; one pass over the report for all of them.</summary>
    public static IReadOnlyList<YearAnswer> Of(IReadOnlyList<CommitmentRegistered> commitments, Report later)
    {
        var asked = commitments.SelectMany((commitment, number) =>
            commitment.Targets.Prepend(commitment.Title).Select(text => new Undertaking($"{number}", commitment.Kind, text))).ToList();
        var answers = YearMatcher.Match(asked, later);
        return [.. asked.Zip(answers).GroupBy(pair => pair.First.Id)
            .Select(group => Combine(group.First().Second, [.. group.Skip(1).Select(pair => pair.Second)]))];
    }

    /// <param name="whole">The answer to its title.</param>
    /// <param name="targets">The answers to its targets; none where it names none.</param>
    public static YearAnswer Combine(YearAnswer whole, IReadOnlyList<YearAnswer> targets)
    {
        if (targets.Count == 0) return whole;
        var met = targets.Count(answer => answer.Verdict is YearVerdict.Answered);
        var spoken = targets.Count(answer => answer.Verdict is YearVerdict.Answered or YearVerdict.Partly);
        // Where no target is spoken of, what is said of the whole stands, but it answers no target.
        var verdict = met == targets.Count ? YearVerdict.Answered
            : spoken > 0 || whole.Verdict is YearVerdict.Answered ? YearVerdict.Partly
            : targets.Append(whole).Min(answer => answer.Verdict);
        var figures = targets.Where(answer => answer.Verdict is not YearVerdict.NotMentioned && answer.Reason.Any(char.IsAsciiDigit)).Select(answer => answer.Reason).Distinct();
        var all = targets.Append(whole).ToList();
        return new(
            whole.Id, verdict, $"目标 {targets.Count} 项，其中已交代 {met} 项。{string.Concat(figures)}", whole.Recurring,
            Best(all.SelectMany(answer => answer.Evidence)), Best(all.SelectMany(answer => answer.Restated)));
    }

    static YearPassage[] Best(IEnumerable<YearPassage> passages) =>
        [.. passages.GroupBy(passage => (passage.Start, passage.End)).Select(same => same.MaxBy(passage => passage.Score)!).OrderByDescending(passage => passage.Score).ThenBy(passage => passage.Start).Take(Passages)];
}
