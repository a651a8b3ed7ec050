using Tracker.People;
using Tracker.Reports;

namespace Tracker.Commitments;

/// <summary>同类问题, seen from one of the two. Pure; both ends are stored together by <see cref="SameProblems"/>.</summary>
public sealed record LinkSameProblem(CommitmentRegistered Other, Guid OtherId, string? Note) : CommitmentCommand(Right.LinkProblems)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        if (commitment.SameProblems.Contains(OtherId)) return [];
        if (commitment.Id == OtherId)
            throw new RefusalException("same-as-itself", "不能与事项自身认定为同类问题，请选择另一事项。");
        if (commitment.Registered.Kind is not ItemKind.Problem || Other.Kind is not ItemKind.Problem)
            throw new RefusalException("not-a-problem", "只有问题可以认定为同类问题，工作安排不可以。");

        return [new SameProblemLinked(OtherId, Note, actor.By)];
    }
}

/// <summary>取消同类问题.</summary>
public sealed record UnlinkSameProblem(Guid OtherId, string Reason) : CommitmentCommand(Right.LinkProblems)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedText(Reason, "reason-missing", "请写明取消同类问题的理由。");
        return commitment.SameProblems.Contains(OtherId) ? [new SameProblemUnlinked(OtherId, Reason, actor.By)] : [];
    }
}
