using Tracker.People;
using static Tracker.Commitments.CommitmentStatus;

namespace Tracker.Commitments;

/// <summary>申请销号: closing needs evidence.</summary>
public sealed record SubmitClosing(string Statement) : CommitmentCommand(Right.Submit)
{
    /// <summary>Whether the rules ask for the head's word; a head who applies himself gives it with the application.</summary>
    public bool Countersign { get; init; }

    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedUnderway(commitment);
        NeedLeadUnit(commitment, actor);
        NeedText(Statement, "statement-missing", "请填写销号说明：对照完成标准说明完成情况。");
        if (commitment.Status is Submitted or AwaitingCountersign) return [];
        NeedNotOnNotice(commitment);
        if (commitment.Evidence.IsEmpty)
            throw new RefusalException("evidence-missing", "申请销号须有佐证材料，请先上传。");

        return [new ClosingSubmitted(Statement, actor.By, Countersign && !actor.May(Right.Countersign) ? true : null)];
    }

    public override bool AsksRules => true;

    public override CommitmentCommand Under(Circumstances now) => this with { Countersign = now.Rules.Countersign };
}

/// <summary>签批: the head of the lead unit stands for it, and then it is reviewed.</summary>
public sealed record CountersignClosing(string? Note) : CommitmentCommand(Right.Countersign)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedUnderway(commitment);
        NeedLeadUnit(commitment, actor);
        if (commitment.Status is Submitted) return [];
        NeedWaiting(commitment);
        NeedSomebodyElse(commitment, actor);
        return [new ClosingCountersigned(Note, actor.By)];
    }

    internal static void NeedWaiting(Commitment commitment)
    {
        if (commitment.Status is not AwaitingCountersign)
            throw new RefusalException("nothing-to-countersign", "该事项没有待签批的销号申请。");
    }

    // A person may hold both roles by now.
    static void NeedSomebodyElse(Commitment commitment, Actor actor)
    {
        if (commitment.SubmittedBy == actor.Id)
            throw new RefusalException("countersigned-by-applicant", "销号申请由您本人提交，请由其他负责人签批。");
    }
}

/// <summary>不予签批: back to the officer, with the reason.</summary>
public sealed record RefuseCountersign(string Reason) : CommitmentCommand(Right.Countersign)
{
    public override IReadOnlyList<CommitmentEvent> Decide(Commitment commitment, Actor actor)
    {
        NeedUnderway(commitment);
        NeedLeadUnit(commitment, actor);
        NeedText(Reason, "reason-missing", "请写明不予签批的理由，以便承办人补正。");
        if (commitment.Status is Returned && commitment.Missing == Reason) return [];
        CountersignClosing.NeedWaiting(commitment);
        return [new CountersignRefused(Reason, actor.By)];
    }
}
