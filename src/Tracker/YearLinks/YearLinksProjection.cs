using System.Text.Json;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.Reports;

namespace Tracker.YearLinks;

/// <summary>年度衔接 as rows: matches and verdicts are events of the commitment, this is what they add up to.</summary>
public sealed class YearLinksProjection : IProjection
{
    public string Name => "YearLinks";
    public IReadOnlyList<string> Tables => ["year_links", "recurrences"];

    public void Project(StoredEvent e, IStatementBatch batch)
    {
        switch (e.Data)
        {
            case YearMatchSuggested x:
                batch.Execute("""
                    insert into year_links (commitment_id, report_id, year, verdict, reason, recurring, evidence, restated, parts)
                    values ($1, $2, $3, $4, $5, $6, $7::text::jsonb, $8::text::jsonb, $9::text::jsonb)
                    on conflict (commitment_id, report_id) do update
                    set verdict = excluded.verdict, reason = excluded.reason, recurring = excluded.recurring, evidence = excluded.evidence, restated = excluded.restated, parts = excluded.parts
                    """, e.StreamId, x.ReportId, x.Year, x.Verdict.ToString(), x.Reason, x.Recurring,
                    Json(x.Evidence), Json(x.Restated), JsonSerializer.Serialize(x.Parts ?? [], TrackerJson.Default.IReadOnlyListAnsweredPart));
                break;
            case YearMatchDecided x:
                batch.Execute("update year_links set decided = $3, note = $4, decided_by = $5, decided_at = $6 where commitment_id = $1 and report_id = $2",
                    e.StreamId, x.ReportId, x.Verdict.ToString(), x.Note, x.By.Names(), e.Timestamp);
                break;
            case ProblemNamedAgain x:
                batch.Execute("""
                    insert into recurrences (commitment_id, report_id, year, passages) values ($1, $2, $3, $4::text::jsonb)
                    on conflict (commitment_id, report_id) do update set passages = excluded.passages
                    """, e.StreamId, x.ReportId, x.Year, Json(x.Passages));
                break;
            case RecurrenceDecided { Passage: { } passage } x:
                batch.Execute("""
                    insert into recurrences (commitment_id, report_id, year, passages, same, note, decided_by, decided_at) values ($1, $2, $3, $4::text::jsonb, $5, $6, $7, $8)
                    on conflict (commitment_id, report_id) do update
                    set passages = excluded.passages, same = excluded.same, note = excluded.note, decided_by = excluded.decided_by, decided_at = excluded.decided_at
                    """, e.StreamId, x.ReportId, x.Year, Json([passage]), x.Same, x.Note, x.By.Names(), e.Timestamp);
                break;
            case RecurrenceDecided x:
                batch.Execute("update recurrences set same = $3, note = $4, decided_by = $5, decided_at = $6 where commitment_id = $1 and report_id = $2",
                    e.StreamId, x.ReportId, x.Same, x.Note, x.By.Names(), e.Timestamp);
                break;
        }
    }

    static string Json(IReadOnlyList<YearPassage> passages) => JsonSerializer.Serialize(passages, TrackerJson.Default.IReadOnlyListYearPassage);
}
