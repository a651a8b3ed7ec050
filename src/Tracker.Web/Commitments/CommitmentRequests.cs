using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Tracker.Commitments;
using Tracker.Ledger;
using Tracker.People;

namespace Tracker.Web.Commitments;

// Public, or AddValidation() silently skips them.

public sealed record AssignmentRequest(
    [Required] Guid? LeadId, IReadOnlyList<Guid>? WithIds, Guid? PersonId, [StringLength(100)] string? Leader,
    [Required] DateOnly? DueOn, [Required, StringLength(4000)] string? Standard, [Required] RectificationKind? Kind, IReadOnlyList<MeasureRequest>? Measures = null);

/// <param name="Id">Of a measure that is there already; null for a new one.</param>
/// <param name="UnitId">The lead unit where none is given.</param>
/// <param name="DueOn">The limit of the whole where none is given.</param>
public sealed record MeasureRequest(Guid? Id, [Required, StringLength(500)] string? Text, Guid? UnitId, Guid? PersonId, DateOnly? DueOn);

#pragma warning disable ASP0029 // the mark is still called an experiment; no endpoint takes this one as its body
[ValidatableType]
#pragma warning restore ASP0029
public sealed record MeasureRemovalRequest([Required] Guid? MeasureId, [Required, StringLength(4000)] string? Reason);

public sealed record ReassignmentRequest([Required] Guid? LeadId, IReadOnlyList<Guid>? WithIds, Guid? PersonId, [Required, StringLength(4000)] string? Reason);

public sealed record ReasonRequest([Required, StringLength(4000)] string? Reason);

public sealed record NoteRequest([StringLength(4000)] string? Note);

/// <param name="Percent">0 to 100: of the measure where one is named, else of the whole.</param>
public sealed record ProgressRequest([Required, StringLength(4000)] string? Text, [Range(0, 100)] int? Percent, Guid? MeasureId = null, IReadOnlyList<FigureRequest>? Figures = null);

/// <param name="Target">A target as the commitment words it.</param>
/// <param name="Number">In the target's own unit.</param>
public sealed record FigureRequest([Required, StringLength(500)] string? Target, [Required] decimal? Number);

public sealed record ExtensionRequest([Required] DateOnly? To, [Required, StringLength(4000)] string? Reason, Guid? MeasureId = null);

public sealed record SubmissionRequest([Required, StringLength(4000)] string? Statement);

public sealed record ReturnRequest([Required, StringLength(4000)] string? Missing);

/// <param name="Checked">复核清单, every point that the rules ask for.</param>
public sealed record ClosureRequest([Required] Outcome? Outcome, [StringLength(4000)] string? Note, IReadOnlyList<CheckedPointRequest>? Checked = null);

public sealed record CheckedPointRequest([Required, StringLength(200)] string? Text, [Required] bool? Held);

public sealed record ObjectionRequest([Required, StringLength(4000)] string? Text, [StringLength(100)] string? Objector);

public sealed record ObjectionAnswerRequest([Required] bool? Upheld, [Required, StringLength(4000)] string? Finding);

public sealed record InspectionRequest([Required] bool? Held, [Required, StringLength(4000)] string? Finding);

public sealed record CommentRequest([Required, StringLength(4000)] string? Text);

public sealed record LimitRequest([Required] DateOnly? To, [Required, StringLength(4000)] string? Reason, Guid? MeasureId = null);

/// <summary>A commitment as the API tells it; its version is the ETag.</summary>
public sealed record CommitmentAnswer(
    Guid Id, Guid ReportId, string Organization, int Year, string Title, string? Agreed, string Original, CommitmentStatus Status, Light Light, UnitRef? Lead,
    IReadOnlyList<UnitRef> With, PersonRef? Person, string? Leader, DateOnly? DueOn, DateOnly? OriginalDueOn, DateOnly? NextDueOn, string? Standard,
    int? Percent, IReadOnlyList<TrackedMeasure> Measures, IReadOnlyList<string> Targets, IReadOnlyList<ReportedFigure> Figures, DateOnly? ExtensionAskedTo,
    string? Missing, DateOnly? NoticeUntil, string? Objection, Outcome? Outcome, IReadOnlyList<Guid> SameProblems, IReadOnlyList<CommitmentAction> OpenActions)
{
    public static CommitmentAnswer Of(CommitmentView view)
    {
        var (c, source) = (view.Commitment, view.Commitment.Registered);
        return new(c.Id, source.ReportId, source.Organization, source.Year, source.Title, source.Agreed, source.Original, c.Status, view.Light, c.Lead,
            c.With, c.Person, c.Leader, c.DueOn, c.OriginalDueOn, c.NextDueOn, c.Standard.Length == 0 ? null : c.Standard,
            c.Overall ?? c.LastProgress?.Percent, c.Measures, source.Targets, [.. c.Figures.Values], c.ExtensionAskedTo,
            c.Status is CommitmentStatus.Returned ? c.Missing : null, c.Notice?.Until, c.Objection?.Text, c.Outcome, [.. c.SameProblems], view.Actions);
    }
}
