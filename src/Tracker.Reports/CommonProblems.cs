namespace Tracker.Reports;

/// <summary>A problem that an organisation named in its report.</summary>
/// <param name="Year">The year that the report reviews.</param>
/// <param name="Text">Its heading or clause as worded, without what was done about it.</param>
public sealed record NamedProblem(Guid Id, string Organization, int Year, string Text);

/// <summary>共性问题: problems that say the same in whatever words.</summary>
/// <param name="Members">Two and more, by organisation and year.</param>
/// <param name="Example">The member most like the others.</param>
/// <param name="Words">Why they stand together, the weightiest first: words that they share; 力量／人手 where some say the one and some the other.</param>
public sealed record CommonProblem(IReadOnlyList<NamedProblem> Members, NamedProblem Example, IReadOnlyList<string> Words)
{
    /// <summary>How many organisations name it; 1 where one organisation names it in several years.</summary>
    public int Organizations { get; } = Members.Select(member => member.Organization).Distinct(StringComparer.Ordinal).Count();
}

/// <summary>
/// Finds which problems recur. Pure and deterministic: the same problems always give the same clusters, in whatever
/// order they come. Likeness is that of what the problems are about; stock phrases (进一步, 有待提高) count for nothing.
/// </summary>
public static class CommonProblems
{
    /// <summary>
    /// How like each other (0 to 1) the members of two groups must be on average to become one. At this value 69 of 70
    /// pairs put together were the same problem to a reader; the table over it stands in common-problems.md of the tests.
    /// </summary>
    public const float Threshold = 0.18f;

    /// <summary>The clusters of two members and more: those of most organisations first, then those of most members.</summary>
    /// <param name="problems">In any order, each Id once; a text that holds nothing but stock phrases is in no cluster.</param>
    public static IReadOnlyList<CommonProblem> Of(IReadOnlyList<NamedProblem> problems) => Of(problems, Threshold);

    internal static IReadOnlyList<CommonProblem> Of(IReadOnlyList<NamedProblem> problems, float threshold)
    {
        var wordings = ProblemWording.Of(problems);
        return [.. ProblemGroups.Of([.. wordings.Select(wording => wording.Vector)], threshold)
            .Select(group => Cluster(group.ConvertAll(index => wordings[index])))
            .OfType<CommonProblem>()
            .OrderByDescending(cluster => cluster.Organizations)
            .ThenByDescending(cluster => cluster.Members.Count)
            .ThenBy(cluster => cluster.Example.Organization, StringComparer.Ordinal)
            .ThenBy(cluster => cluster.Example.Year)
            .ThenBy(cluster => cluster.Example.Id)];
    }

    static CommonProblem? Cluster(List<ProblemWording> wordings)
    {
        var members = wordings.SelectMany(wording => wording.Problems).ToList();
        if (members.Count < 2)
            return null;
        members.Sort(ProblemWording.ByPlace);
        var sum = ProblemVector.Sum(wordings.SelectMany(wording => Enumerable.Repeat(wording.Vector, wording.Problems.Count)));
        var example = wordings.MaxBy(wording => wording.Vector.Dot(sum))!;
        return new(members, example.Problems[0], ProblemWords.Shared(wordings, example));
    }
}
