using Tracker.People;

namespace Tracker.Commitments;

/// <summary>离任交接 of one commitment: only the named person changes; where the work stands stays.</summary>
public sealed record HandOverCommitment(PersonRef From, PersonRef To) : CommitmentCommand(Right.ManagePeople)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor) =>
        commitment.Person?.Id != From.Id || commitment.Status is CommitmentStatus.Closed or CommitmentStatus.CarriedOver
            ? []
            : [new CommitmentHandedOver(From, To, actor.By)];
}
