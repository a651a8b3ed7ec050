using System.ComponentModel.DataAnnotations;
using Tracker.Commitments;
using Tracker.Ledger;
using Tracker.People;

namespace Tracker.Web.Commitments;

// Public, or AddValidation() silently skips them.

public sealed record AssignmentRequest(
    [Required] Guid? LeadId, IReadOnlyList<Guid>? WithIds, Guid? PersonId, [StringLength(100)] string? Leader,
    [Required] DateOnly? DueOn, [Required, StringLength(4000)] string? Standard, [Required] RectificationKind? Kind);

public sealed record ProgressRequest([Required, StringLength(4000)] string? Text, [Range(0, 100)] int? Percent);

public sealed record SubmissionRequest([Required, StringLength(4000)] string? Statement);

public sealed record ClosureRequest([Required] Outcome? Outcome, [StringLength(4000)] string? Note);

public sealed record ReopeningRequest([Required, StringLength(4000)] string? Reason);

public sealed record LimitRequest([Required] DateOnly? To, [Required, StringLength(4000)] string? Reason);

/// <summary>A commitment as the API tells it; its version is the ETag.</summary>
public sealed record CommitmentAnswer(
    Guid Id, Guid ReportId, string Organization, int Year, string Title, string? Agreed, string Original, CommitmentStatus Status, Light Light, UnitRef? Lead,
    IReadOnlyList<UnitRef> With, PersonRef? Person, string? Leader, DateOnly? DueOn, DateOnly? OriginalDueOn, string? Standard, Outcome? Outcome,
    IReadOnlyList<CommitmentAction> OpenActions)
{
    public static CommitmentAnswer Of(CommitmentView view)
    {
        var (c, source) = (view.Commitment, view.Commitment.Registered);
        return new(c.Id, source.ReportId, source.Organization, source.Year, source.Title, source.Agreed, source.Original, c.Status, view.Light, c.Lead,
            c.With, c.Person, c.Leader, c.DueOn, c.OriginalDueOn, c.Standard.Length == 0 ? null : c.Standard, c.Outcome, view.Actions);
    }
}
