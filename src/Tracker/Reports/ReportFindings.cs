using Tracker.EventStore;

namespace Tracker.Reports;

/// <summary>What the reader sees in an imported report beyond the items that were stored with it.</summary>
public sealed record ReportSeen(Findings Findings, IReadOnlyList<Section> Sections, string? DocumentNumber);

/// <summary>核查意见 on an imported report, with its items as they stand and the rules as they are kept.</summary>
public sealed class ReportFindings(DocumentStore store, ComplianceRulesTable rules)
{
    // A long report takes tens of milliseconds, and the page of one that is worked on is opened again after every step.
    const int Kept = 16;
    readonly Recent<string, Report> read = new(Kept);
    readonly Recent<Asked, ReportSeen> seen = new(Kept);

    public async Task<ReportSeen> Of(ReportOnPage page, CancellationToken ct)
    {
        IReadOnlyList<ComplianceRule> kept = [.. (await rules.All(ct)).Select(kept => kept.Rule)];
        var earlier = await EarlierProblems(page.Report, ct);
        var asked = new Asked(page.Report.Id, page.Version, page.Report.TextSha256, string.Join('\n', kept), string.Join('\n', earlier));
        return seen.Of(asked, () => See(page, kept, earlier, ct));
    }

    ReportSeen See(ReportOnPage page, IReadOnlyList<ComplianceRule> kept, IReadOnlyList<string> earlier, CancellationToken ct)
    {
        var report = page.Report;
        var found = read.Of(report.TextSha256, () => ReportReader.Read(page.Text, null, ct));
        // What was said at the import stands above what the reader found.
        var facts = found.Facts with { Genre = report.Genre, Published = report.Published, Statutory = report.Statutory };
        var findings = FindingsFinder.Of(found with { Facts = facts }, report.Year, [.. Standing(report).Select(Stated)], kept, earlier);
        return new(findings, found.Sections, found.Facts.DocumentNumber);
    }

    async Task<IReadOnlyList<string>> EarlierProblems(ReportState report, CancellationToken ct)
    {
        await using var session = store.OpenSession();
        var id = ReportId.Of(report.Organization, report.Genre, report.Year - 1);
        return await session.AggregateStream<ReportState, ReportEvent>(id, ct: ct) is { } earlier
            ? [.. Standing(earlier).Where(item => item.Kind is ItemKind.Problem).Select(item => item.Title)] : [];
    }

    static IEnumerable<FoundItem> Standing(ReportState report) =>
        report.Items.Where(item => item.Status is not ItemStatus.Dropped).Select(item => item.Item);

    static StatedItem Stated(FoundItem item) =>
        new($"{item.Id}", item.Kind, item.Title, item.Text, item.Start, item.End, item.Cause, item.Measures, item.Targets.Count > 0, item.LimitOn, item.UnitsNamed().Count > 0);

    /// <summary>All that the answer hangs on.</summary>
    readonly record struct Asked(Guid Report, long Version, string TextSha256, string Rules, string Earlier);
}
