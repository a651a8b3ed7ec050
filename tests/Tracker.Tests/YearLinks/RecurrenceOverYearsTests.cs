using System.Text.Json;
using Tracker.Commitments;
using Tracker.Reports;
using Tracker.Tests.Reports;
using Tracker.YearLinks;

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
            var answers = CommitmentAnswer.Of([.. problems.Select(problem => Commitment(problem.GetProperty("text").GetString()!))], new LinkKey(from, to, []).Later(corpus!));
            foreach (var (problem, answer) in problems.Zip(answers.Select(answer => answer.Whole)))
            {
                var expected = problem.GetProperty("again").GetString();
                if (expected == "open") continue;
                asked++;
                if (answer.Recurring == (expected == "yes")) right++;
                else output.WriteLine($"{from} → {to}, {expected} expected: {problem.GetProperty("text").GetString()} {(answer.Restated.Count > 0 ? answer.Restated[0].Text : "")}");
            }
        }
        output.WriteLine($"{right} of {asked}");

        asked.ShouldBe(31);
        ((double)right / asked).ShouldBeGreaterThanOrEqualTo(0.8);
    }

    // As the product has it: its first sentence is the title.
    static CommitmentRegistered Commitment(string text) => new(
        Guid.Empty, ItemKind.Problem, "", 0, text.Split('。')[0], text, "", 0, text.Length, null, [], [], null, new(Guid.Empty, "", null, null));
}
