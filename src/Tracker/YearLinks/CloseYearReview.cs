using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tracker.People;
using Tracker.Reports;

namespace Tracker.YearLinks;

/// <summary>年度复核办结: every commitment has its verdict; the sum is put under the reviewer's name.</summary>
/// <param name="Undecided">How many have none yet.</param>
public sealed record CloseYearReview(YearReviewCounts Counts, int Undecided, string Digest, DateTimeOffset At) : ReportCommand
{
    public static CloseYearReview Of(IReadOnlyList<YearLinkRow> rows, DateTimeOffset at)
    {
        int With(YearVerdict verdict) => rows.Count(row => row.Decided == verdict);
        return new(
            new(rows.Count, With(YearVerdict.Answered), With(YearVerdict.Partly), With(YearVerdict.RestatedOnly), With(YearVerdict.NotMentioned),
                rows.Count(row => row.Status == nameof(Commitments.CommitmentStatus.Closed)), rows.Count(row => row.CarriedTo is not null)),
            rows.Count(row => row.Decided is null), DigestOf(rows), at);
    }

    public override IReadOnlyList<ReportEvent> Decide(ReportState report, string text, Actor actor)
    {
        if (Counts.Commitments == 0)
            throw new RefusalException("nothing-to-review", "上一年度没有已确认的承诺事项，无从复核。");
        if (Undecided > 0)
            throw new RefusalException("verdicts-missing", $"还有 {Undecided} 项没有认定结论，请先认定，再办结本年度复核。");

        return report.YearReview?.Digest == Digest ? [] : [new YearReviewClosed(Counts, Digest, At, actor.By)];
    }

    /// <summary>One line a commitment, in a fixed order: what was decided, by whom, when and with which note, and where it was carried over to.</summary>
    public static string DigestOf(IReadOnlyList<YearLinkRow> rows)
    {
        var lines = rows.OrderBy(row => row.CommitmentId).Select(row => string.Create(CultureInfo.InvariantCulture,
            $"{row.CommitmentId}\t{row.Decided}\t{row.DecidedBy}\t{row.DecidedAt?.ToUniversalTime():O}\t{row.Note?.Length}\t{row.Note}\t{row.CarriedTo}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
