using Tracker.People;

namespace Tracker.Commitments;

/// <summary>佐证材料: the file is stored before under its hash; the same content twice is one piece of evidence.</summary>
public sealed record AttachEvidence(string FileName, string Sha256, long Bytes, string MediaType, DateOnly? SpeaksFor) : CommitmentCommand(Right.Progress)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedUnderway(commitment);
        NeedWorkingUnit(commitment, actor);
        if (Bytes == 0) throw new RefusalException("evidence-empty", "文件是空的，请重新选择佐证材料。");
        if (commitment.Evidence.Contains(Sha256)) return [];

        return [new EvidenceAttached(FileName, Sha256, Bytes, MediaType, SpeaksFor, actor.By)];
    }
}
