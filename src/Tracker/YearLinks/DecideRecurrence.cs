using Tracker.Commitments;
using Tracker.People;
using Tracker.Reports;

namespace Tracker.YearLinks;

/// <summary>A reviewer says whether the problem that a later report names is this one.</summary>
public sealed record DecideRecurrence(Guid ReportId, bool Same, string? Note) : CommitmentCommand(Right.DecideYearMatch)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedShort(Note);
        if (commitment.Recurrences.GetValueOrDefault(ReportId) is not { } recurrence || (recurrence.Suggested?.Year ?? recurrence.Decided?.Year) is not { } year)
            throw new RefusalException("no-recurrence", "那份报告没有再次列出这一问题，无从认定。");
        if (recurrence.Decided is { } decided && decided.Same == Same && decided.Note == Note) return [];

        return [new RecurrenceDecided(ReportId, year, Same, Note, actor.By)];
    }

    internal static void NeedShort(string? note)
    {
        if (note?.Length > 2000) throw new RefusalException("note-too-long", "说明请控制在 2000 字以内。");
    }
}

/// <summary>补记: a reviewer found the same problem in a later report, where comparing the wordings did not.</summary>
/// <param name="Later">The problem as that report names it.</param>
public sealed record AddRecurrence(CommitmentRegistered Later, string? Note) : CommitmentCommand(Right.DecideYearMatch)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        DecideRecurrence.NeedShort(Note);
        // What was carried over stands in no report of its own year.
        if (commitment.Registered is not { Kind: ItemKind.Problem } earlier || Later is not { Kind: ItemKind.Problem, TextReportId: null }
            || Later.Organization != earlier.Organization || Later.Year <= earlier.Year)
            throw new RefusalException("no-later-problem", "请选择同一单位以后年度报告中的问题。");
        var passage = new YearPassage(Later.Title, Later.Start, Later.End, 1);
        if (commitment.Recurrences.GetValueOrDefault(Later.ReportId)?.Decided is { Same: true } decided && decided.Passage == passage && decided.Note == Note) return [];

        return [new RecurrenceDecided(Later.ReportId, Later.Year, true, Note, actor.By, passage)];
    }
}
