using Tracker.People;

namespace Tracker.Commitments;

/// <summary>申请延期.</summary>
/// <param name="Measure">The measure whose limit it is; null for the whole.</param>
public sealed record RequestExtension(DateOnly To, string Reason, Guid? Measure = null) : CommitmentCommand(Right.RequestExtension)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedUnderway(commitment);
        NeedLeadUnit(commitment, actor);
        NeedNotOnNotice(commitment);
        NeedText(Reason, "reason-missing", "请写明延期理由。");
        var due = Measure is { } id ? NeedMeasure(commitment, id).DueOn : commitment.DueOn;
        if (commitment.ExtensionAskedTo == To && commitment.ExtensionMeasure == Measure) return [];
        if (To <= due)
            throw new RefusalException("extension-not-later", $"延期后的时限应晚于现时限 {due:yyyy-MM-dd}。");
        ChangeLimit.NeedFits(commitment, Measure, To);

        return [new ExtensionRequested(To, Reason, actor.By, Measure)];
    }

    public override void Need(Circumstances now) => now.NeedLimit(To);
}

/// <summary>准予延期.</summary>
public sealed record GrantExtension(string? Reason) : CommitmentCommand(Right.DecideExtension)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedNotClosed(commitment);
        if (commitment is not { ExtensionAskedTo: { } to, DueOn: { } whole })
            throw new RefusalException("no-extension-asked", "该事项没有待批的延期申请。");
        var (measure, from) = (commitment.ExtensionMeasure, whole);
        if (measure is { } id) from = NeedMeasure(commitment, id).DueOn;
        // Somebody may have moved the limit of the whole since it was asked for.
        ChangeLimit.NeedFits(commitment, measure, to);

        var granted = new ExtensionGranted(from, to, Reason, actor.By, measure);
        return [commitment.Measures.IsEmpty ? granted : granted with { NextDueOn = commitment.Apply(granted).NextDueOn }];
    }
}

/// <summary>不予延期.</summary>
public sealed record RefuseExtension(string Reason) : CommitmentCommand(Right.DecideExtension)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedNotClosed(commitment);
        NeedText(Reason, "reason-missing", "请写明不予延期的理由。");
        if (commitment.ExtensionAskedTo is null)
            throw new RefusalException("no-extension-asked", "该事项没有待批的延期申请。");

        return [new ExtensionRefused(Reason, actor.By)];
    }
}
