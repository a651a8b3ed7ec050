using Tracker.People;

namespace Tracker.Commitments;

/// <summary>调整时限, by the supervisor's own decision; the original limit stays on its own clock.</summary>
/// <param name="Measure">The measure whose limit it is; null for the whole.</param>
public sealed record ChangeLimit(DateOnly To, string Reason, Guid? Measure = null) : CommitmentCommand(Right.ChangeLimit)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedNotClosed(commitment);
        NeedText(Reason, "reason-missing", "请写明调整时限的理由。");
        if (commitment.DueOn is not { } whole)
            throw new RefusalException("not-assigned", "该事项尚未派单，请先派单。");
        var from = Measure is { } id ? NeedMeasure(commitment, id).DueOn : whole;
        if (from == To) return [];
        NeedFits(commitment, Measure, To);

        var changed = new DueDateChanged(from, To, Reason, actor.By, Measure);
        return [commitment.Measures.IsEmpty ? changed : changed with { NextDueOn = commitment.Apply(changed).NextDueOn }];
    }

    public override void Need(Circumstances now) => now.NeedLimit(To);

    /// <summary>A measure is due no later than the whole.</summary>
    internal static void NeedFits(Commitment commitment, Guid? measure, DateOnly to)
    {
        if (measure is not null && to > commitment.DueOn)
            throw new RefusalException("measure-after-limit", $"措施的时限不能晚于整改时限 {commitment.DueOn:yyyy-MM-dd}，请改早，或先调整整改时限。");
        if (measure is null && commitment.Measures.Find(each => !each.IsDone && each.DueOn > to) is { } later)
            throw new RefusalException("limit-before-measure", $"措施“{later.Text}”的时限 {later.DueOn:yyyy-MM-dd} 晚于 {to:yyyy-MM-dd}，请先调整该措施的时限。");
    }
}
