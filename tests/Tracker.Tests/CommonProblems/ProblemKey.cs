using System.Text.Json;
using Tracker.Reports;

namespace Tracker.Tests.CommonProblems;

/// <summary>Which pairs of problems a reader found to be the same problem, and on which pairs readers could differ.</summary>
sealed record ProblemKey(IReadOnlyList<NamedProblem> Problems, HashSet<(Guid, Guid)> Same, HashSet<(Guid, Guid)> Open)
{
    public static ProblemKey In(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "CommonProblems", file)));
        var ids = new Dictionary<string, Guid>();
        var problems = new List<NamedProblem>();
        foreach (var each in json.RootElement.GetProperty("problems").EnumerateArray())
        {
            var id = ids[each.GetProperty("id").GetString()!] = new Guid(ids.Count + 1, 0, 0, new byte[8]);
            problems.Add(new(id, each.GetProperty("organization").GetString()!, each.GetProperty("year").GetInt32(), each.GetProperty("text").GetString()!));
        }
        var (same, open) = (Pairs("same"), Pairs("open"));
        open.ExceptWith(same);
        return new(problems, same, open);

        HashSet<(Guid, Guid)> Pairs(string name) =>
            [.. json.RootElement.GetProperty(name).EnumerateArray().SelectMany(group =>
                PairsOf([.. group.GetProperty("members").EnumerateArray().Select(member => ids[member.GetString()!])]))];
    }

    /// <summary>Every two of them, the lower first.</summary>
    public static IEnumerable<(Guid, Guid)> PairsOf(IReadOnlyList<Guid> members) =>
        members.SelectMany((a, i) => members.Skip(i + 1).Select(b => a.CompareTo(b) < 0 ? (a, b) : (b, a)));

    public Score Of(IReadOnlyList<CommonProblem> clusters)
    {
        var together = clusters.SelectMany(cluster => PairsOf([.. cluster.Members.Select(member => member.Id)])).ToHashSet();
        together.ExceptWith(Open);
        return new(together.Count, together.Count(Same.Contains), Same.Count, clusters.Count, clusters.Count == 0 ? 0 : clusters.Max(cluster => cluster.Members.Count));
    }
}

/// <param name="Together">Pairs that stand in one cluster, without those on which readers could differ.</param>
/// <param name="Right">Of them, those that a reader put together.</param>
/// <param name="Wanted">All pairs that a reader put together.</param>
sealed record Score(int Together, int Right, int Wanted, int Clusters, int Largest)
{
    public double Precision => Together == 0 ? 1 : (double)Right / Together;
    public double Recall => (double)Right / Wanted;
}
