using Tracker.People;

namespace Tracker.Commitments;

/// <summary>离任交接 of one commitment: only the person named, of the whole or of a measure, changes; where the work stands stays.</summary>
public sealed record HandOverCommitment(PersonRef From, PersonRef To) : CommitmentCommand(Right.ManagePeople)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        var events = new List<CommitmentEvent>();
        if (commitment.Status is CommitmentStatus.Closed or CommitmentStatus.CarriedOver) return events;
        if (commitment.Person?.Id == From.Id) events.Add(new CommitmentHandedOver(From, To, actor.By));
        if (commitment.Measures.Exists(measure => measure.Person?.Id == From.Id)) events.Add(new MeasuresHandedOver(From, To, actor.By));
        return events;
    }
}
