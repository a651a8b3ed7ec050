using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace Tracker.Web.Commitments;

// Public, or AddValidation() silently skips it.

/// <summary>Commands on many commitments, done one after the other in this order.</summary>
public sealed record BulkRequest([Required, MinLength(1), MaxLength(BulkRequest.Most)] IReadOnlyList<BulkItemRequest>? Items)
{
    public const int Most = 500;
}

/// <param name="Command">As the last part of the single call's address names it; also declination, reopening, measure, measure-removal, comment, year-verdict and recurrence.</param>
/// <param name="IfMatch">The version that the caller saw; without it any will do.</param>
/// <param name="Body">As of the single call.</param>
public sealed record BulkItemRequest(Guid? Id, string? Command, string? IfMatch = null, JsonElement? Body = null);

/// <summary>What came of each, in the order of the request.</summary>
public sealed record BulkAnswer(IReadOnlyList<BulkItemAnswer> Items);

/// <param name="Status">As the single call would have been answered.</param>
/// <param name="Etag">The version afterwards; null where it was refused.</param>
/// <param name="Problem">Why it was refused; else null.</param>
public sealed record BulkItemAnswer(Guid? Id, int Status, string? Etag, ProblemDetails? Problem);
