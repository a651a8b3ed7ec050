using Tracker.People;

namespace Tracker.Commitments;

/// <summary>留言.</summary>
public sealed record CommentOnCommitment(string Text) : CommitmentCommand(Right.Comment)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedText(Text, "comment-missing", "请填写留言内容。");
        if (!actor.WatchesOver(commitment)) NeedWorkingUnit(commitment, actor);

        return [new Commented(Text, actor.By)];
    }
}
