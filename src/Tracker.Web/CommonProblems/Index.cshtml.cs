using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.Commitments;
using Tracker.CommonProblems;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;

namespace Tracker.Web.CommonProblems;

/// <summary>各单位共性问题: which problems recur, and how others closed the same.</summary>
public sealed class CommonProblemsModel(DocumentStore store, KnownClusters known, CurrentActor current, InstallationClock clock, Texts texts) : PageModel
{
    /// <summary>So many members of a cluster stand open, so many more are folded; a province's cluster may have a thousand.</summary>
    public const int Shown = 12, Folded = 200;

    /// <summary>So many closings are enough to learn from, the latest.</summary>
    const int Closings = 20;

    const int PageSize = 20;

    [FromQuery(Name = "organization")] public string? Organization { get; set; }
    [FromQuery(Name = "closed")] public bool OnlyClosed { get; set; }
    [FromQuery(Name = "page")] public int Number { get; set; } = 1;

    public IReadOnlyList<string> Organizations { get; private set; } = [];
    public IReadOnlyList<ProblemCluster> Clusters { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> Statements { get; private set; } = new Dictionary<Guid, string>();
    public Pager Pager { get; private set; } = null!;

    public bool IsFiltered => !string.IsNullOrEmpty(Organization) || OnlyClosed;

    /// <summary>What to do where there is nothing to show.</summary>
    public EmptyState Nothing =>
        IsFiltered ? new(texts["CommonProblems.NothingFound"], texts["CommonProblems.NothingFoundText"], new EmptyStep(texts["CommonProblems.ClearFilter"], "", "/common-problems"))
        : current.Actor.May(Right.ImportReport) ? new(texts["CommonProblems.Empty"], texts["CommonProblems.EmptyText"],
            new EmptyStep(texts["CommonProblems.Import"], texts["CommonProblems.ImportText"], "/reports"),
            new EmptyStep(texts["CommonProblems.Confirm"], texts["CommonProblems.ConfirmText"], "/reports"))
        : new(texts["CommonProblems.Empty"], texts[current.Actor.SeesAllUnits ? "CommonProblems.EmptyText" : "CommonProblems.EmptyForUnit"]);

    public async Task OnGet(CancellationToken ct)
    {
        current.Actor.Need(Right.ReadLedger);
        await using var connection = await store.OpenConnectionAsync(ct);
        var problems = await CommonProblemsQuery.Problems(connection, current.Actor, ct);
        Organizations = [.. problems.Select(problem => problem.Organization).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var clusters = ProblemCluster.Of(problems, known.Of(problems), new(string.IsNullOrEmpty(Organization) ? null : Organization, OnlyClosed));
        Pager = new(Math.Clamp(Number, 1, new Pager(1, PageSize, clusters.Count).Pages), PageSize, clusters.Count);
        Clusters = [.. clusters.Skip((Pager.Page - 1) * PageSize).Take(PageSize)];
        Statements = await CommonProblemsQuery.ClosingStatements(connection, [.. Clusters.SelectMany(OfOthers).Select(member => member.Id)], ct);
    }

    /// <summary>How others closed it: all that is closed, or where one organisation was chosen, what the others closed.</summary>
    public IEnumerable<ProblemRow> OfOthers(ProblemCluster cluster) => cluster.Closed.Where(member => member.Organization != Organization).Take(Closings);

    /// <summary>Those of the organisation that was chosen come first.</summary>
    public IReadOnlyList<ProblemRow> MembersOf(ProblemCluster cluster) => [.. cluster.Members.OrderByDescending(member => member.Organization == Organization)];

    /// <summary>Who closed it, when, how far, and with how much evidence.</summary>
    public string Closing(ProblemRow member) => string.Join(texts["CommonProblems.Comma"], new[]
    {
        texts["CommonProblems.OfYear", member.Year],
        member.LeadName is { } lead ? texts["CommonProblems.Lead", lead] : null,
        member.ClosedAt is { } at ? texts["CommonProblems.ClosedOn", clock.DateOf(at)] : null,
        member.Outcome is Outcome.Partly ? texts["CommonProblems.Partly"] : null,
        texts["CommonProblems.Evidence", member.Evidence],
    }.OfType<string>());
}
