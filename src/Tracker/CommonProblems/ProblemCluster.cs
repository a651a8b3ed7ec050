using Tracker.Reports;

namespace Tracker.CommonProblems;

/// <summary>What the page of 共性问题 is asked for.</summary>
/// <param name="Organization">Only what this organisation names too; null for all.</param>
/// <param name="OnlyClosed">Only what somebody has closed: there is something to learn from.</param>
public sealed record ClusterFilter(string? Organization = null, bool OnlyClosed = false);

/// <summary>One problem that several organisations name.</summary>
/// <param name="Example">As one of them words it.</param>
/// <param name="Words">Why the members stand together.</param>
/// <param name="Members">By organisation and year.</param>
public sealed record ProblemCluster(ProblemRow Example, IReadOnlyList<string> Words, IReadOnlyList<ProblemRow> Members)
{
    public int Organizations { get; } = Members.Select(member => member.Organization).Distinct(StringComparer.Ordinal).Count();
    public int FirstYear => Members.Min(member => member.Year);
    public int LastYear => Members.Max(member => member.Year);

    /// <summary>Those from which others can learn, the latest first.</summary>
    public IReadOnlyList<ProblemRow> Closed { get; } = [.. Members.Where(member => member.IsClosed).OrderByDescending(member => member.ClosedAt)];

    /// <summary>What two organisations and more name: that of most organisations first.</summary>
    /// <param name="clusters">Of these problems.</param>
    public static IReadOnlyList<ProblemCluster> Of(IReadOnlyList<ProblemRow> problems, IReadOnlyList<CommonProblem> clusters, ClusterFilter filter)
    {
        var rows = problems.ToDictionary(row => row.Id);
        return [.. clusters.Where(cluster => cluster.Organizations > 1)
            .Select(cluster => new ProblemCluster(rows[cluster.Example.Id], cluster.Words, [.. cluster.Members.Select(member => rows[member.Id])]))
            .Where(cluster => filter.Organization is null || cluster.Members.Any(member => member.Organization == filter.Organization))
            .Where(cluster => !filter.OnlyClosed || cluster.Closed.Any(member => member.Organization != filter.Organization))];
    }
}
