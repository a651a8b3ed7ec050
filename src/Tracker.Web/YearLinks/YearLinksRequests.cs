using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Tracker.Reports;

namespace Tracker.Web.YearLinks;

// Public, or AddValidation() silently skips them; marked where no endpoint takes one as its body.
#pragma warning disable ASP0029 // the mark is still called an experiment

public sealed record YearVerdictRequest([Required] YearVerdict? Verdict, [StringLength(2000)] string? Note);

/// <summary>The same where no address names the report.</summary>
[ValidatableType]
public sealed record YearVerdictOfReportRequest([Required] Guid? ReportId, [Required] YearVerdict? Verdict, [StringLength(2000)] string? Note);

public sealed record RecurrenceRequest([Required] bool? Same, [StringLength(2000)] string? Note);

/// <summary>The same where no address names the report.</summary>
[ValidatableType]
public sealed record RecurrenceOfReportRequest([Required] Guid? ReportId, [Required] bool? Same, [StringLength(2000)] string? Note);

/// <param name="OtherId">The problem of a later report that is the same.</param>
public sealed record AddedRecurrenceRequest([Required] Guid? OtherId, [StringLength(2000)] string? Note);

/// <param name="Commitments">Null for all that were decided as not or only partly answered.</param>
public sealed record CarryOverRequest(IReadOnlyList<CarriedRequest>? Commitments, [StringLength(2000)] string? Note);

/// <param name="ItemId">The report's item in which it goes on; null for a commitment of its own.</param>
public sealed record CarriedRequest([Required] Guid? Id, Guid? ItemId);

/// <summary>How many were carried over now; those that were before are not counted.</summary>
public sealed record CarryOverAnswer(int CarriedOver);

/// <summary>How many suggestions were taken over as verdicts.</summary>
public sealed record SureVerdictsAnswer(int Accepted);

public sealed record YearLinksAnswer(IReadOnlyList<Tracker.YearLinks.YearLinkRow> Items);
