using Tracker.People;

namespace Tracker.Commitments;

/// <summary>What a person can do about a commitment, each with its own command.</summary>
public enum CommitmentAction
{
    Assign, Accept, Decline, Progress, AttachEvidence, Submit, Countersign, RefuseCountersign, RequestExtension, GrantExtension, RefuseExtension,
    Close, Return, AnswerObjection, TakeObjection, Reinspect, ChangeLimit, AddMeasure, DropMeasure, Reassign, Reopen, Comment,
}

/// <summary>
/// The actions open to a person in a state. Not a second table of rules: each command is asked with a well-formed
/// example, so an action is open exactly where the command itself would change something.
/// </summary>
public static class OpenActions
{
    static readonly UnitRef AnotherUnit = new(Guid.Empty, "…");

    public static IReadOnlyList<CommitmentAction> Of(Commitment commitment, Actor actor) =>
        actor.MaySee(commitment)
            ? [.. Examples(commitment, actor).Where(example => IsOpen(example.Command, commitment, actor)).Select(example => example.Action).Distinct()]
            : [];

    /// <summary>The outcomes with which this person could close it now.</summary>
    public static IReadOnlyList<Outcome> OutcomesFor(Commitment commitment, Actor actor) =>
        [.. Enum.GetValues<Outcome>().Where(outcome => IsOpen(new CloseCommitment(outcome, "…"), commitment, actor))];

    /// <summary>The measures of which this person may report progress now.</summary>
    public static IReadOnlyList<TrackedMeasure> MeasuresOf(Commitment commitment, Actor actor) =>
        [.. commitment.Measures.Where(measure => IsOpen(new ReportProgress("…", null, measure.Id), commitment, actor))];

    static bool IsOpen(CommitmentCommand command, Commitment commitment, Actor actor)
    {
        if (!actor.May(command.Needs, commitment)) return false;
        try
        {
            return command.Decide(commitment, actor).Count > 0;
        }
        catch (RefusalException)
        {
            return false;
        }
    }

    static IEnumerable<(CommitmentAction Action, CommitmentCommand Command)> Examples(Commitment commitment, Actor actor)
    {
        var unit = Another(commitment, actor);
        var later = Later(commitment);
        yield return (CommitmentAction.Assign, new AssignCommitment(unit, [], null, null, later, "…", RectificationKind.Phased));
        yield return (CommitmentAction.Accept, new AcceptAssignment());
        yield return (CommitmentAction.Decline, new DeclineAssignment("…"));
        yield return (CommitmentAction.Progress, new ReportProgress("…", null));
        yield return (CommitmentAction.Countersign, new CountersignClosing(null));
        yield return (CommitmentAction.RefuseCountersign, new RefuseCountersign("…"));
        yield return (CommitmentAction.AttachEvidence, new AttachEvidence("…", "", 1, "", null));
        yield return (CommitmentAction.Submit, new SubmitClosing("…"));
        yield return (CommitmentAction.RequestExtension, new RequestExtension(later, "…"));
        foreach (var measure in commitment.Measures.Where(measure => measure.DueOn < commitment.DueOn))
        {
            yield return (CommitmentAction.RequestExtension, new RequestExtension(commitment.DueOn!.Value, "…", measure.Id));
            yield return (CommitmentAction.ChangeLimit, new ChangeLimit(commitment.DueOn!.Value, "…", measure.Id));
        }
        yield return (CommitmentAction.GrantExtension, new GrantExtension(null));
        yield return (CommitmentAction.RefuseExtension, new RefuseExtension("…"));
        foreach (var outcome in Enum.GetValues<Outcome>()) yield return (CommitmentAction.Close, new CloseCommitment(outcome, "…"));
        yield return (CommitmentAction.Return, new ReturnClosing("…"));
        yield return (CommitmentAction.ChangeLimit, new ChangeLimit(later, "…"));
        yield return (CommitmentAction.TakeObjection, new ObjectToClosing("…", null));
        foreach (var upheld in (bool[])[true, false]) yield return (CommitmentAction.AnswerObjection, new AnswerObjection(upheld, "…"));
        yield return (CommitmentAction.Reinspect, new ReinspectCommitment(true, "…"));
        yield return (CommitmentAction.AddMeasure, new AddMeasure(new(Guid.Empty, "…", unit, null, commitment.DueOn ?? DateOnly.MinValue)));
        if (commitment.Measures is [{ } first, ..]) yield return (CommitmentAction.DropMeasure, new DropMeasure(first.Id, "…"));
        yield return (CommitmentAction.Reassign, new ReassignCommitment(unit, [], null, "…"));
        yield return (CommitmentAction.Reopen, new ReopenCommitment("…"));
        yield return (CommitmentAction.Comment, new CommentOnCommitment("…"));
    }

    // Whose scope is a part of the installation dispatches within it.
    static UnitRef Another(Commitment commitment, Actor actor) =>
        actor.Where(Right.Assign) is { Everywhere: false } area && area.Units.Any(unit => unit != commitment.Lead?.Id)
            ? AnotherUnit with { Id = area.Units.First(unit => unit != commitment.Lead?.Id) }
            : AnotherUnit;

    // A day that is neither the limit nor the one already asked for, since asking for those again changes nothing.
    static DateOnly Later(Commitment commitment)
    {
        var latest = commitment.DueOn > commitment.ExtensionAskedTo || commitment.ExtensionAskedTo is null ? commitment.DueOn : commitment.ExtensionAskedTo;
        return latest is { } day && day < DateOnly.MaxValue ? day.AddDays(1) : DateOnly.MaxValue;
    }
}
