using Tracker.EventStore;

namespace Tracker.Reports;

/// <summary>The list of reports.</summary>
public sealed class ReportsProjection() : RowProjection("Reports", "reports", "id")
{
    protected override void Project(in RowEvent e, RowChange row)
    {
        switch (e.Data)
        {
            case ReportImported x:
                row.Insert().Set("organization", x.Organization).Set("genre", x.Genre.ToString()).Set("year", x.Year)
                    .Set("revision", 1).Set("confirmed", 0);
                Take(row, x.Published, x.FileName, x.FileSha256, x.Items.Count, e.Timestamp, x.By.Names());
                break;
            case ReportRevised x:
                row.Add("revision", 1);
                Take(row, x.Published, x.FileName, x.FileSha256, x.Items.Count, e.Timestamp, x.By.Names());
                break;
            case ItemAdded: row.Add("found", 1); break;
            case ItemSplit x: row.Add("found", x.Parts.Count - 1); break;
            case ItemsMerged x: row.Add("found", 1 - x.ItemIds.Count); break;
            case ItemDropped: row.Add("found", -1); break;
            case ItemsConfirmed x: row.Add("confirmed", x.ItemIds.Count); break;
        }
    }

    static void Take(RowChange row, DateOnly? published, string fileName, string fileSha256, int found, DateTimeOffset at, string by) =>
        row.Set("published", published).Set("file_name", fileName).Set("file_sha256", fileSha256).Set("found", found)
            .Set("imported_at", at).Set("imported_by", by);
}
