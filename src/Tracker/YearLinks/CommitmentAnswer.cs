using Tracker.Commitments;
using Tracker.Reports;

namespace Tracker.YearLinks;

/// <summary>
/// What a report says of a whole commitment. A promise with targets is looked for target by target: it is answered
/// where all of them are, and partly where some are, or one fell short of its figure. Measures are answered each for
/// itself: a problem may be solved by other measures than those that were planned.
/// </summary>
/// <param name="Parts">Its measures, then its targets.</param>
public sealed record CommitmentAnswer(YearAnswer Whole, IReadOnlyList<AnsweredPart> Parts)
{
    const int Passages = 3, LongestWording = 300;

    /// <summary>One answer per commitment, in their order; one pass over the report for all of them.</summary>
    public static IReadOnlyList<CommitmentAnswer> Of(IReadOnlyList<CommitmentRegistered> commitments, Report later)
    {
        var asked = commitments.SelectMany((commitment, number) => Questions(commitment, $"{number}")).ToList();
        var answers = YearMatcher.Match(asked, later);
        var at = 0;
        return [.. commitments.Select(commitment =>
        {
            var whole = answers[at++];
            var measures = commitment.Measures.Select(measure => Part(PartKind.Measure, measure, answers[at++])).ToList();
            var targets = answers.Skip(at).Take(commitment.Targets.Count).ToList();
            at += targets.Count;
            return new CommitmentAnswer(Combine(whole, targets), [.. measures, .. targets.Zip(commitment.Targets, (answer, target) => Part(PartKind.Target, target, answer))]);
        })];
    }

    static IEnumerable<Undertaking> Questions(CommitmentRegistered commitment, string id) =>
    [
        new(id, commitment.Kind, Wording(commitment)),
        // What is to be done about a problem, and how far, is a plan of its own.
        .. commitment.Measures.Concat(commitment.Targets).Select(part => new Undertaking(id, ItemKind.Plan, part)),
    ];

    // A problem whose heading names no matter is told by what stands under it.
    static string Wording(CommitmentRegistered commitment) =>
        commitment.Kind is ItemKind.Problem && !YearMatcher.NamesMatter(commitment.Title)
            ? commitment.Original[..Math.Min(commitment.Original.Length, LongestWording)]
            : commitment.Title;

    static AnsweredPart Part(PartKind kind, string text, YearAnswer answer) => new(kind, text, answer.Verdict, answer.Reason, answer.Evidence);

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
        return whole with
        {
            Verdict = verdict, Reason = $"目标 {targets.Count} 项，其中已交代 {met} 项。{string.Concat(figures)}",
            Evidence = Best(all.SelectMany(answer => answer.Evidence)), Restated = Best(all.SelectMany(answer => answer.Restated)),
        };
    }

    static YearPassage[] Best(IEnumerable<YearPassage> passages) =>
        [.. passages.GroupBy(passage => (passage.Start, passage.End)).Select(same => same.MaxBy(passage => passage.Score)!).OrderByDescending(passage => passage.Score).ThenBy(passage => passage.Start).Take(Passages)];
}
