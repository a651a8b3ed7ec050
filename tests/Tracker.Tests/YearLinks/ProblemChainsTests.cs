using Tracker.Commitments;
using Tracker.YearLinks;

namespace Tracker.Tests.YearLinks;

public class ProblemChainsTests
{
    static readonly Dictionary<int, Guid> Reports = Enumerable.Range(2021, 5).ToDictionary(year => year, _ => Guid.CreateVersion7());

    [Fact]
    public void What_is_named_in_one_year_only_is_no_chain() => ProblemChains.Of([Problem(2021), Problem(2022)], []).ShouldBeEmpty();

    [Fact]
    public void A_problem_closed_and_named_again_two_years_later_is_told_with_both_years()
    {
        var first = Problem(2021) with { Status = "Closed", Outcome = Outcome.Done, ClosedIn = 2022 };
        var again = Problem(2024, start: 100);

        var chain = ProblemChains.Of([first, again], [Again(first, 2024, 100)]).ShouldHaveSingleItem();

        chain.Years.ShouldBe([2021, 2024]);
        chain.Entries.Select(entry => entry.Problem).ShouldBe([first, again]);
        (chain.ClosedIn, chain.NamedAgainIn).ShouldBe((2022, 2024));
    }

    [Theory]
    [InlineData(Outcome.NotDone, 2022)]
    [InlineData(Outcome.Superseded, 2022)]
    [InlineData(Outcome.Done, 2025)]
    public void What_was_not_done_or_closed_only_after_it_was_named_did_not_come_back(Outcome outcome, int closedIn)
    {
        var first = Problem(2021) with { Status = "Closed", Outcome = outcome, ClosedIn = closedIn };

        ProblemChains.Of([first], [Again(first, 2024, 100)]).ShouldHaveSingleItem().ClosedIn.ShouldBeNull();
    }

    [Fact]
    public void A_report_that_names_it_without_an_item_of_its_own_is_shown_by_its_passage()
    {
        var first = Problem(2021);

        var entry = ProblemChains.Of([first], [Again(first, 2023, 100)]).ShouldHaveSingleItem().Entries[1];

        (entry.Year, entry.Problem, entry.Text).ShouldBe((2023, null, "again"));
    }

    [Fact]
    public void A_reviewers_no_ends_it()
    {
        var first = Problem(2021);
        ProblemChains.Of([first], [Again(first, 2023, 100) with { Same = false }]).ShouldBeEmpty();
        ProblemChains.Of([first], [Again(first, 2023, 100) with { Passages = [] }]).ShouldBeEmpty();
    }

    [Fact]
    public void A_chain_goes_on_where_only_the_year_between_is_alike()
    {
        var (first, second, third) = (Problem(2021), Problem(2022, start: 50), Problem(2023, start: 70));

        ProblemChains.Of([first, second, third], [Again(first, 2022, 50), Again(second, 2023, 70)])
            .ShouldHaveSingleItem().Entries.Select(entry => entry.Problem).ShouldBe([first, second, third]);
    }

    [Fact]
    public void A_broad_problem_does_not_tie_two_chains_into_one()
    {
        var (schools, roads, broad) = (Problem(2021), Problem(2021, start: 30), Problem(2022, start: 50));

        var chains = ProblemChains.Of([schools, roads, broad], [Again(schools, 2022, 50, 0.9), Again(roads, 2022, 50, 0.6)]);

        chains.Select(chain => chain.First).ShouldBe([schools, roads]);
        chains.ShouldAllBe(chain => chain.Entries.Count == 2 && chain.Entries[1].Problem == broad);
    }

    [Fact]
    public void What_was_carried_over_goes_on_in_the_chain_and_counts_as_no_return()
    {
        var carried = Problem(2022) with { OwnText = false };
        var first = Problem(2021) with { Status = "CarriedOver", Outcome = Outcome.Done, ClosedIn = 2022, CarriedTo = carried.Id };

        var chain = ProblemChains.Of([first, carried], []).ShouldHaveSingleItem();

        chain.Years.ShouldBe([2021, 2022]);
        chain.ClosedIn.ShouldBeNull();
    }

    [Fact]
    public void The_order_of_the_input_makes_no_difference()
    {
        var problems = Enumerable.Range(2021, 4).SelectMany(year => new[] { Problem(year), Problem(year, start: 40) }).ToList();
        var recurrences = problems.SelectMany(problem => Enumerable.Range(problem.Year + 1, 2024 - problem.Year).Select(year => Again(problem, year, problem.Start, 0.5 + year / 10000.0))).ToList();
        var expected = Shape(ProblemChains.Of(problems, recurrences));

        var random = new Random(7);
        for (var i = 0; i < 20; i++)
            Shape(ProblemChains.Of([.. problems.OrderBy(_ => random.Next())], [.. recurrences.OrderBy(_ => random.Next())])).ShouldBe(expected);
        expected.ShouldNotBeEmpty();
    }

    static IEnumerable<string> Shape(IReadOnlyList<ProblemChain> chains) =>
        chains.Select(chain => string.Join(" ", chain.Entries.Select(entry => $"{entry.Year}:{entry.Problem?.Id}")));

    static ChainProblem Problem(int year, int start = 0) =>
        new(Guid.CreateVersion7(), Reports[year], year, $"{year}", start, 20, true, "Underway", null, null, "市司法局", null);

    static ChainRecurrence Again(ChainProblem problem, int year, int start, double score = 0.7) =>
        new(problem.Id, Reports[year], year, [new("again", start, start + 10, score)], null, null, null, null);
}
