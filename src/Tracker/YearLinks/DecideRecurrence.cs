using Tracker.Commitments;
using Tracker.People;

namespace Tracker.YearLinks;

/// <summary>A reviewer says whether the problem that a later report names is this one.</summary>
public sealed record DecideRecurrence(Guid ReportId, bool Same, string? Note) : CommitmentCommand(Right.DecideYearMatch)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        if (Note?.Length > 2000) throw new RefusalException("note-too-long", "说明请控制在 2000 字以内。");
        if (commitment.Recurrences.GetValueOrDefault(ReportId) is not { Suggested: { } suggested } recurrence)
            throw new RefusalException("no-recurrence", "那份报告没有再次列出这一问题，无从认定。");
        if (recurrence.Decided is { } decided && decided.Same == Same && decided.Note == Note) return [];

        return [new RecurrenceDecided(ReportId, suggested.Year, Same, Note, actor.By)];
    }
}
