using Tracker.Commitments;
using Tracker.Reports;

namespace Tracker.YearLinks;

/// <summary>One problem of an organisation through the years: first named, closed or not, and named again.</summary>
/// <param name="Entries">By year; a year may name it in more than one problem.</param>
/// <param name="ClosedIn">The year in which it was closed and after which it was named again; null where that never happened.</param>
/// <param name="NamedAgainIn">The first report year that names it after that closing.</param>
public sealed record ProblemChain(IReadOnlyList<ChainEntry> Entries, int? ClosedIn, int? NamedAgainIn)
{
    public ChainProblem First => Entries[0].Problem!;

    /// <summary>Report years that name it.</summary>
    public IReadOnlyList<int> Years => [.. Entries.Select(entry => entry.Year).Distinct()];
}

/// <summary>What one year's report says of the problem.</summary>
/// <param name="Problem">The commitment that was made of it; null where the report only mentions it.</param>
/// <param name="Again">The earlier commitment that is named again here, with the reviewer's word on it; null for the first entry and for what was carried over.</param>
public sealed record ChainEntry(int Year, Guid ReportId, string Text, ChainProblem? Problem, ChainRecurrence? Again);

/// <summary>A commitment that came of a problem.</summary>
/// <param name="Start">Offset of its passage in UTF-16 units into its report's text.</param>
/// <param name="OwnText">Its passage stands in the report of its own year: it was not carried over from an earlier one.</param>
public sealed record ChainProblem(
    Guid Id, Guid ReportId, int Year, string Title, int Start, int Length, bool OwnText, string Status, Outcome? Outcome,
    int? ClosedIn, string? LeadName, Guid? CarriedTo)
{
    public bool HasPassage(YearPassage passage) => OwnText && passage.Overlaps(Start, Start + Length);
}

/// <summary>A later report names the problem of this commitment again.</summary>
/// <param name="Same">The reviewer's word; null where there is none yet.</param>
public sealed record ChainRecurrence(Guid CommitmentId, Guid ReportId, int Year, IReadOnlyList<YearPassage> Passages, bool? Same, string? Note, string? DecidedBy, DateTimeOffset? DecidedAt)
{
    public bool Counts => Same is not false && Passages.Count > 0;
}

/// <summary>
/// Puts the problems of all years together. Each problem goes on from at most one earlier one, the one that it is most
/// like, so that a problem which lists many matters doesn't tie everything into one chain; but each chain shows every
/// report that names its own problems.
/// </summary>
public sealed class ProblemChains
{
    readonly Dictionary<Guid, ChainProblem> problems;
    readonly ILookup<Guid, ChainProblem> byReport;
    readonly ILookup<Guid, ChainRecurrence> again;
    readonly Dictionary<Guid, Guid> earlier = [];
    readonly ILookup<Guid, ChainProblem> later;

    ProblemChains(IReadOnlyList<ChainProblem> all, IReadOnlyList<ChainRecurrence> recurrences)
    {
        problems = all.ToDictionary(problem => problem.Id);
        byReport = all.ToLookup(problem => problem.ReportId);
        var counting = recurrences.Where(each => each.Counts && problems.ContainsKey(each.CommitmentId)).ToList();
        again = counting.ToLookup(each => each.CommitmentId);
        foreach (var problem in all)
            if (problem.CarriedTo is { } to && problems.ContainsKey(to))
                earlier.TryAdd(to, problem.Id);
        foreach (var report in counting.GroupBy(each => each.ReportId))
            foreach (var problem in byReport[report.Key])
                if (Nearest(problem, report) is { } nearest)
                    earlier.TryAdd(problem.Id, nearest);
        later = earlier.ToLookup(pair => pair.Value, pair => problems[pair.Key]);
    }

    /// <summary>Chains of two years and more: those named again after their closing first, then the longest.</summary>
    public static IReadOnlyList<ProblemChain> Of(IReadOnlyList<ChainProblem> problems, IReadOnlyList<ChainRecurrence> recurrences)
    {
        var chains = new ProblemChains(problems, recurrences);
        return [.. problems.Where(problem => !chains.earlier.ContainsKey(problem.Id)).Select(chains.From).Where(chain => chain.Years.Count > 1)
            .OrderByDescending(chain => chain.ClosedIn is not null).ThenByDescending(chain => chain.Years.Count)
            .ThenByDescending(chain => chain.Years[^1]).ThenBy(chain => chain.First.Start).ThenBy(chain => chain.First.Id)];
    }

    Guid? Nearest(ChainProblem problem, IEnumerable<ChainRecurrence> recurrences) => recurrences
        .SelectMany(each => each.Passages.Where(problem.HasPassage).Select(passage => (each, passage.Score)))
        .OrderByDescending(found => found.each.Same is true).ThenByDescending(found => found.Score)
        .ThenByDescending(found => problems[found.each.CommitmentId].Year).ThenBy(found => found.each.CommitmentId)
        .Select(found => (Guid?)found.each.CommitmentId).FirstOrDefault();

    ProblemChain From(ChainProblem first)
    {
        var entries = new Dictionary<(Guid Report, Guid? Problem), ChainEntry> { [(first.ReportId, first.Id)] = new(first.Year, first.ReportId, first.Title, first, null) };
        var open = new Queue<ChainProblem>([first]);
        while (open.TryDequeue(out var problem))
        {
            foreach (var recurrence in again[problem.Id])
                foreach (var entry in Named(recurrence))
                    entries.TryAdd((entry.ReportId, entry.Problem?.Id), entry);
            foreach (var next in later[problem.Id])
            {
                entries.TryAdd((next.ReportId, next.Id), new(next.Year, next.ReportId, next.Title, next, null));
                open.Enqueue(next);
            }
        }
        // A mention says nothing beside the problem that was made of it.
        List<ChainEntry> ordered = [.. entries.Values
            .Where(entry => entry.Problem is not null || !entries.Values.Any(other => other.ReportId == entry.ReportId && other.Problem is { OwnText: true }))
            .OrderBy(entry => entry.Year).ThenBy(entry => entry.Problem?.Start ?? 0).ThenBy(entry => entry.Problem?.Id)];
        return ClosedThenNamed(ordered) is { } both ? new(ordered, both.ClosedIn, both.NamedIn) : new(ordered, null, null);
    }

    IEnumerable<ChainEntry> Named(ChainRecurrence recurrence)
    {
        var there = byReport[recurrence.ReportId].Where(problem => recurrence.Passages.Any(problem.HasPassage)).ToList();
        return there.Count == 0
            ? [new(recurrence.Year, recurrence.ReportId, recurrence.Passages[0].Text, null, recurrence)]
            : there.Select(problem => new ChainEntry(recurrence.Year, recurrence.ReportId, problem.Title, problem, recurrence));
    }

    // A report speaks at the end of its year: what was closed by then and is named all the same did not hold.
    static (int ClosedIn, int NamedIn)? ClosedThenNamed(IReadOnlyList<ChainEntry> entries)
    {
        foreach (var entry in entries)
            if (entry.Problem is { ClosedIn: { } closed, Outcome: Outcome.Done or Outcome.Partly }
                && entries.FirstOrDefault(next => next.Year > entry.Year && next.Year >= closed && next.Problem is not { OwnText: false }) is { } named)
                return (closed, named.Year);
        return null;
    }
}
