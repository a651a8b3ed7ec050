using Tracker.People;

namespace Tracker.Commitments;

/// <summary>佐证材料: the file is stored before under its hash; the same content twice is one piece of evidence.</summary>
/// <param name="Measure">The measure that it proves; null for the whole.</param>
public sealed record AttachEvidence(
    string FileName, string Sha256, long Bytes, string MediaType, DateOnly? SpeaksFor, Guid? Measure = null) : CommitmentCommand(Right.Progress)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedUnderway(commitment);
        NeedWorkingUnit(commitment, actor);
        NeedNotOnNotice(commitment);
        if (Bytes == 0) throw new RefusalException("evidence-empty", "文件是空的，请重新选择佐证材料。");
        if (Measure is { } measure) NeedMeasure(commitment, measure);
        if (commitment.Evidence.Contains(Sha256)) return [];

        return [new EvidenceAttached(FileName, Sha256, Bytes, MediaType, SpeaksFor, actor.By, Measure)];
    }

    public override void Need(Circumstances now)
    {
        if (SpeaksFor is { } day) now.NeedNotAhead(day);
    }
}

/// <summary>Several files chosen at once: all are taken or none.</summary>
public sealed record AttachFiles(IReadOnlyList<AttachEvidence> Files) : CommitmentCommand(Right.Progress)
{
    public const int Most = 20;

    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        if (Files.Count == 0) throw new RefusalException("file-missing", "请选择佐证材料。");
        if (Files.Count > Most) throw new RefusalException("too-many-files", $"一次最多上传 {Most} 个文件，请分次上传。");
        var (events, after) = (new List<CommitmentEvent>(), commitment);
        foreach (var file in Files)
            foreach (var e in file.Decide(after, actor))
            {
                events.Add(e);
                after = after.Apply(e);
            }
        return events;
    }

    public override void Need(Circumstances now)
    {
        foreach (var file in Files) file.Need(now);
    }
}
