using Tracker.Commitments;

namespace Tracker.Web.Commitments;

/// <summary>What happens next and who does it, as a text's key; the text takes the lead unit's name.</summary>
public static class NextStep
{
    public static string KeyOf(Commitment commitment) => commitment.Status switch
    {
        CommitmentStatus.Underway when commitment.Evidence.IsEmpty => "Commitments.Next.UnderwayWithoutEvidence",
        CommitmentStatus.Closed when commitment.Outcome is Outcome.NotDone or Outcome.Superseded => "Commitments.Next.Ended",
        var status => $"Commitments.Next.{status}",
    };
}
