using System.Security.Cryptography;
using System.Text;
using Tracker.Reports;

namespace Tracker.CommonProblems;

/// <summary>
/// Clusters that were found before: grouping a province's 24,000 problems takes seconds, and they change only when a
/// problem is registered. Kept by what the problems say, so that nothing needs to be told when they change.
/// </summary>
public sealed class KnownClusters
{
    /// <summary>Those who see all units share one; each department has its own.</summary>
    const int Kept = 16;
    readonly Recent<string, IReadOnlyList<CommonProblem>> known = new(Kept);

    public IReadOnlyList<CommonProblem> Of(IReadOnlyList<ProblemRow> problems) => known.Of(DigestOf(problems), () => Reports.CommonProblems.Of(
        [.. problems.Select(row => new NamedProblem(row.Id, row.Organization, row.Year, row.Title))]));

    static string DigestOf(IReadOnlyList<ProblemRow> problems)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in problems) hash.AppendData(Encoding.UTF8.GetBytes($"{row.Id} {row.Year} {row.Organization}\t{row.Title}\n"));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
