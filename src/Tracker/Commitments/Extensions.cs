using Tracker.People;

namespace Tracker.Commitments;

/// <summary>申请延期.</summary>
public sealed record RequestExtension(DateOnly To, string Reason) : CommitmentCommand(Right.RequestExtension)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedUnderway(commitment);
        NeedLeadUnit(commitment, actor);
        NeedText(Reason, "reason-missing", "请写明延期理由。");
        if (commitment.ExtensionAskedTo == To) return [];
        if (To <= commitment.DueOn)
            throw new RefusalException("extension-not-later", $"延期后的时限应晚于现时限 {commitment.DueOn:yyyy-MM-dd}。");

        return [new ExtensionRequested(To, Reason, actor.By)];
    }
}

/// <summary>准予延期.</summary>
public sealed record GrantExtension(string? Reason) : CommitmentCommand(Right.DecideExtension)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedNotClosed(commitment);
        if (commitment is not { ExtensionAskedTo: { } to, DueOn: { } from })
            throw new RefusalException("no-extension-asked", "该事项没有待批的延期申请。");

        return [new ExtensionGranted(from, to, Reason, actor.By)];
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
