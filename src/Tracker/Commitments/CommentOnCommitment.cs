using Tracker.People;

namespace Tracker.Commitments;

/// <summary>留言.</summary>
/// <param name="Mentions">Whom it calls by @姓名; they find it in the inbox.</param>
public sealed record CommentOnCommitment(string Text, IReadOnlyList<PersonRef>? Mentions = null) : CommitmentCommand(Right.Comment)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedText(Text, "comment-missing", "请填写留言内容。");
        if (!actor.WatchesOver(commitment)) NeedWorkingUnit(commitment, actor);

        return [new Commented(Text, actor.By, Mentions is { Count: > 0 } ? Mentions : null)];
    }
}
