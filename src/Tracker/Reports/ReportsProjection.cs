using Tracker.EventStore;

namespace Tracker.Reports;

/// <summary>The list of reports.</summary>
public sealed class ReportsProjection : IProjection
{
    public string Name => "Reports";
    public IReadOnlyList<string> Tables => ["reports"];

    public void Project(StoredEvent e, IStatementBatch batch)
    {
        void Set(string assignments, params object?[] values) =>
            batch.Execute($"update reports set {assignments} where id = $1", [e.StreamId, .. values]);

        switch (e.Data)
        {
            case ReportImported x:
                batch.Execute("""
                    insert into reports (id, organization, genre, year, published, file_name, file_sha256, revision, found, confirmed, imported_at, imported_by)
                    values ($1, $2, $3, $4, $5, $6, $7, 1, $8, 0, $9, $10)
                    """, e.StreamId, x.Organization, x.Genre.ToString(), x.Year, x.Published, x.FileName, x.FileSha256, x.Items.Count, e.Timestamp, x.By.Name);
                break;
            case ReportRevised x:
                Set("published = $2, file_name = $3, file_sha256 = $4, revision = revision + 1, found = $5, imported_at = $6, imported_by = $7",
                    x.Published, x.FileName, x.FileSha256, x.Items.Count, e.Timestamp, x.By.Name);
                break;
            case ItemAdded: Set("found = found + 1"); break;
            case ItemSplit x: Set("found = found + $2", x.Parts.Count - 1); break;
            case ItemsMerged x: Set("found = found - $2", x.ItemIds.Count - 1); break;
            case ItemDropped: Set("found = found - 1"); break;
            case ItemsConfirmed x: Set("confirmed = confirmed + $2", x.ItemIds.Count); break;
        }
    }
}
