using Tracker.Reports;
using Tracker.YearLinks;

namespace Tracker.Web.YearLinks;

/// <summary>Commitments beside what a later report says of each: all those of one report, or one commitment on its own page.</summary>
/// <param name="ReturnUrl">Where a decision comes back to; null for the page of the later report.</param>
public sealed record YearLinksView(IReadOnlyList<YearLinkRow> Rows, bool MayDecide, string? ReturnUrl = null)
{
    /// <summary>Longer originals are not quoted beside their answer; they stand on the commitment's own page.</summary>
    public const int Quoted = 600;

    /// <summary>The later reports with their items, into which a commitment may be carried over; empty where the person may not.</summary>
    public IReadOnlyDictionary<Guid, ReportState> Into { get; init; } = new Dictionary<Guid, ReportState>();

    /// <summary>The items that a commitment may go on in: all of them beside a few rows; beside many, those that speak of it.</summary>
    public IReadOnlyList<FoundItem> ItemsFor(YearLinkRow row, ReportState later)
    {
        var items = later.Items.Where(item => item.Status is not ItemStatus.Dropped).Select(item => item.Item);
        return [.. HasAllItems ? items : items.Where(item => row.NamedAgain.Concat(row.Restated).Any(passage => passage.Overlaps(item.Start, item.End)))];
    }

    public bool HasAllItems => Rows.Count <= 3;

    /// <summary>A decision that was refused, with what was typed.</summary>
    public RefusedDecision? Refused { get; init; }

    public static YearVerdict VerdictOf(YearLinkRow row) => row.Decided ?? row.Suggested;

    public static string AnchorOf(Guid commitment) => $"c{commitment.ToString("N")[20..]}";
}

public sealed record RefusedDecision(Guid Commitment, YearVerdict Verdict, string? Note, string Sentence);
