using Tracker.EventStore;

namespace Tracker.Reports;

/// <summary>核查意见 on an imported report, with its items as they stand and the rules as they are kept.</summary>
public sealed class ReportFindings(DocumentStore store, ComplianceRulesTable rules)
{
    public async Task<Findings> Of(ReportState report, string text, CancellationToken ct)
    {
        var read = ReportReader.Read(text, null, ct);
        // What was said at the import stands above what the reader found.
        read = read with { Facts = read.Facts with { Genre = report.Genre, Published = report.Published, Statutory = report.Statutory } };
        return FindingsFinder.Of(read, report.Year, [.. Standing(report).Select(Stated)], [.. (await rules.All(ct)).Select(kept => kept.Rule)],
            await EarlierProblems(report, ct));
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
        new($"{item.Id}", item.Kind, item.Title, item.Text, item.Start, item.End, item.Cause, item.Measures, item.Targets.Count > 0, item.LimitOn);
}
