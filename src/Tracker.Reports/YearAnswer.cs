namespace Tracker.Reports;

/// <summary>Something promised or admitted in one year's report, to be looked for in the next.</summary>
/// <param name="Id">The caller's own id, handed back with the answer.</param>
/// <param name="Text">The wording: a title or a passage.</param>
public sealed record Undertaking(string Id, ItemKind Kind, string Text);

/// <summary>What the following year's report says of one undertaking.</summary>
/// <param name="Reason">Why this verdict, in one Chinese sentence.</param>
/// <param name="Recurring">For a problem: named again as a problem, in whatever words.</param>
/// <param name="Evidence">Passages that account for it, best first: one sentence each, at most 150 characters; empty where there is none.</param>
/// <param name="Restated">Passages in which it stands again only as a plan or a problem.</param>
public sealed record YearAnswer(
    string Id, YearVerdict Verdict, string Reason, bool Recurring, IReadOnlyList<YearPassage> Evidence, IReadOnlyList<YearPassage> Restated)
{
    /// <summary>Where a problem is named again, best first; empty unless <see cref="Recurring"/>.</summary>
    public IReadOnlyList<YearPassage> NamedAgain { get; init; } = [];
}

/// <summary>A passage of the later report.</summary>
/// <param name="Start">Offset in UTF-16 units into the later report's text.</param>
/// <param name="End">Offset of its end, exclusive.</param>
/// <param name="Score">Between 0 and 1; comparable within one answer and across answers.</param>
public sealed record YearPassage(string Text, int Start, int End, double Score)
{
    /// <summary>Whether a stretch of the same text has any of it in common; offsets as above.</summary>
    public bool Overlaps(int start, int end) => Start < end && start < End;
}

/// <summary>已交代, 部分交代, 仅重提, 未提及.</summary>
public enum YearVerdict { Answered, Partly, RestatedOnly, NotMentioned }
