using System.Text.Json;
using Tracker.Reports;
using Tracker.Tests.Reports;

namespace Tracker.Tests.YearLinks;

/// <summary>Problems that a report two or three years later names again; the reports stand beside the repository.</summary>
public class RecurrenceOverYearsTests(ITestOutputHelper output)
{
    [Fact]
    public void A_problem_is_found_again_after_two_or_three_years()
    {
        var corpus = SharedDocuments.Folder("corpus");
        Assert.SkipWhen(corpus is null, SharedDocuments.Absent);
        using var key = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "YearLinks", "recurrence-over-years.json")));
        var (right, asked) = (0, 0);
        foreach (var pair in key.RootElement.GetProperty("pairs").EnumerateArray())
        {
            var (from, to) = (pair.GetProperty("from").GetString()!, pair.GetProperty("to").GetString()!);
            var problems = pair.GetProperty("problems").EnumerateArray().ToList();
            var answers = YearMatcher.Match(
                [.. problems.Select(problem => new Undertaking("", ItemKind.Problem, problem.GetProperty("text").GetString()!))],
                new LinkKey(from, to, []).Later(corpus!));
            foreach (var (problem, answer) in problems.Zip(answers))
            {
                var expected = problem.GetProperty("again").GetString();
                if (expected == "open") continue;
                asked++;
                if (answer.Recurring == (expected == "yes")) right++;
                else output.WriteLine($"{from} → {to}, {expected} expected: {problem.GetProperty("text").GetString()} {answer.Restated.FirstOrDefault()?.Text}");
            }
        }
        output.WriteLine($"{right} of {asked}");

        asked.ShouldBe(31);
        ((double)right / asked).ShouldBeGreaterThanOrEqualTo(0.8);
    }
}
