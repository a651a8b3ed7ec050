using System.Text;
using Tracker.EventStore;
using Tracker.Files;
using Tracker.People;
using Tracker.YearLinks;

namespace Tracker.Reports;

/// <summary>What the person says where the document doesn't, or says wrongly.</summary>
public sealed record ReportFactsGiven(string? Organization, int? Year);

/// <param name="Linked">How many commitments of the year before were linked to this report.</param>
public sealed record ImportResult(Guid ReportId, ImportOutcome Outcome, int Items, int Linked);

/// <summary>新导入, 内容相同, 已修订.</summary>
public enum ImportOutcome { New, Same, Revised }

/// <summary>导入: a file becomes a report stream, whole or not at all.</summary>
public sealed class ImportReport(DocumentStore store, LinkYears linkYears, TimeProvider time)
{
    /// <exception cref="UnreadableFileException">The file can't be read as text.</exception>
    /// <exception cref="RefusalException">It can be read, but is no report, or its organisation or year can't be told.</exception>
    /// <exception cref="OperationCanceledException">The token asked for it before anything was stored.</exception>
    /// <param name="progress">How much of the reading is done, 0 to 1.</param>
    public async Task<ImportResult> Handle(
        byte[] content, string fileName, ReportFactsGiven given, Actor actor, IProgress<double>? progress, CancellationToken ct)
    {
        actor.Need(Right.ImportReport);
        PlainText.Need(given.Organization, fileName);
        var decoded = ReportFile.Decode(content, fileName, ct);
        var report = ReportReader.Read(decoded.Text, progress, ct);
        var (organization, year) = NeedFacts(report, given);
        if (!actor.Where(Right.ImportReport).CoversReportsOf(organization))
            throw new RefusalException("organization-outside-scope", $"报告单位“{organization}”不在您的管理范围内，不能导入。请核对报告单位，或请上级督办员导入。");

        var id = ReportId.Of(organization, report.Facts.Genre, year);
        var outcome = await Store(id, organization, year, content, fileName, decoded, report, actor, ct);
        // Linking hangs on the stored report, not on this request: it goes on where the person has given up, and done again it changes nothing.
        var linked = await linkYears.ToReport(id, actor, CancellationToken.None);
        return new(id, outcome, report.Problems.Count + report.Plans.Count, linked);
    }

    async Task<ImportOutcome> Store(
        Guid id, string organization, int year, byte[] content, string fileName, ReportText decoded, Report report, Actor actor, CancellationToken ct)
    {
        var (fileHash, text) = (FileTable.Hash(content), Encoding.UTF8.GetBytes(decoded.Text));
        await using var session = store.OpenSession(actor.Id.ToString());
        var stream = await session.FetchForWriting<ReportState, ReportEvent>(id, ct);
        if (stream is not null && (stream.Aggregate.FileSha256 == fileHash || stream.Aggregate.TextSha256 == FileTable.Hash(text)))
            return ImportOutcome.Same;

        var now = time.GetUtcNow();
        FileTable.Put(session.Statements, content, "application/octet-stream", now);
        var textHash = FileTable.Put(session.Statements, text, "text/plain; charset=utf-8", now);
        var format = decoded.Encoding.Length == 0 ? decoded.Format : $"{decoded.Format} {decoded.Encoding}";
        var items = Items(report, stream?.Aggregate, now);
        if (stream is null)
            session.StartStream<ReportState>(id, new ReportImported(
                organization, report.Facts.Genre, year, report.Facts.Published, report.Facts.Statutory, fileName, fileHash, textHash, format, items, actor.By));
        else
            stream.AppendMany([new ReportRevised(
                report.Facts.Published, report.Facts.Statutory, fileName, fileHash, textHash, format, items, actor.By)]);

        await session.SaveChangesAsync(ct);
        return stream is null ? ImportOutcome.New : ImportOutcome.Revised;
    }

    static (string Organization, int Year) NeedFacts(Report report, ReportFactsGiven given)
    {
        if (!report.IsReport)
            throw new RefusalException("not-a-report", "这份文件看不出是年度报告：没有找到举措、问题或下一年安排。请核对是否选错了文件。");
        var organization = string.IsNullOrWhiteSpace(given.Organization) ? report.Facts.Organization : given.Organization.Trim();
        if (string.IsNullOrWhiteSpace(organization))
            throw new RefusalException("organization-missing", "没有在文件中找到报告单位，请在“报告单位”一栏填写全称后再导入。");
        if ((given.Year ?? report.Facts.ReportYear) is not { } year)
            throw new RefusalException("report-year-missing", "没有在文件中找到报告年度，请在“报告年度”一栏填写后再导入。");
        if (year is < 1949 or > 2100)
            throw new RefusalException("report-year-odd", $"报告年度 {year} 不合常理，请填写四位数的年份，例如 2024。");

        return (organization, year);
    }

    /// <summary>Ids for the items; one that the revision before held too, by kind and wording, keeps its id and so its history.</summary>
    static List<FoundItem> Items(Report report, ReportState? before, DateTimeOffset now)
    {
        var known = (before?.Items ?? []).GroupBy(item => (item.Item.Kind, item.Item.Title)).ToDictionary(same => same.Key, same => new Queue<Guid>(same.Select(item => item.Item.Id)));
        Guid IdOf(ReportItem item) =>
            known.TryGetValue((item.Kind, item.Title), out var ids) && ids.TryDequeue(out var id) ? id : Guid.CreateVersion7(now);

        return [.. report.Problems.Concat(report.Plans).OrderBy(item => item.Start).Select(item => new FoundItem(
            IdOf(item), item.Kind, item.Title, item.Text, item.Section, item.Start, item.End, item.Cause,
            [.. item.Measures.Select(measure => measure.Title)], [.. item.Targets.Select(target => target.Title)],
            item.LimitOn, item.Rule, item.Cue, item.Confidence, Units: item.Units.Count > 0 ? item.Units : null))];
    }
}
