using Tracker.Commitments;
using Tracker.People;
using Tracker.Reports;

namespace Tracker.YearLinks;

/// <summary>A reviewer settles what the following year's report said of this commitment.</summary>
public sealed record DecideYearMatch(Guid ReportId, YearVerdict Verdict, string? Note) : CommitmentCommand(Right.DecideYearMatch)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        if (!commitment.YearMatches.TryGetValue(ReportId, out var match) || match.Suggested is not { } suggested)
            throw new RefusalException("no-year-match", "该事项与这份报告尚无衔接建议，请先导入下一年度报告。");
        if (match.Decided is { } decided && decided.Verdict == Verdict && decided.Note == Note) return [];

        return [new YearMatchDecided(ReportId, suggested.Year, Verdict, Note, actor.By)];
    }
}
