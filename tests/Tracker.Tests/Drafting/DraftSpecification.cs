using Tracker.Commitments;
using Tracker.Drafting;
using Tracker.Reports;
using Tracker.Tests.Commitments;
using Tracker.Timeline;

namespace Tracker.Tests.Drafting;

/// <summary>Given these histories, the draft of that day.</summary>
public abstract class DraftSpecification : CommitmentSpecification
{
    protected static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    protected static readonly DateOnly Today = new(2025, 9, 1);

    static readonly ReportState Report = new(Guid.CreateVersion7(), "青苇市人民政府", Genre.LawBasedGovernmentReport, 2024);

    // An event a day, from 1 March 2025 on, late in the evening of UTC: where the officials are it is the next day.
    static readonly DateTimeOffset Start = new(2025, 2, 28, 17, 30, 0, TimeSpan.Zero);

    protected static Draft DraftOf(params CommitmentEvent[][] histories) => DraftOf(Today, histories);

    protected static Draft DraftOf(DateOnly today, params CommitmentEvent[][] histories) =>
        DraftReport.Of(Report, [.. histories.Select(History)], today, Zone);

    /// <summary>The text of one part, its paragraphs as lines.</summary>
    protected static string Part(Draft draft, int number) =>
        string.Join('\n', draft.Parts[number - 1].Paragraphs.Select(paragraph => string.Concat(paragraph.Sentences.Select(sentence => sentence.Text))));

    protected static string Whole(Draft draft) => string.Join('\n', Enumerable.Range(1, 5).Select(number => Part(draft, number)));

    protected static CommitmentProgressed Progress(string text, int? percent = null) => new(text, percent, Officer.By);

    static (Guid, IReadOnlyList<TimelineEntry>) History(CommitmentEvent[] facts) =>
        (Guid.CreateVersion7(), [.. facts.Select((fact, nth) => new TimelineEntry(nth + 1, Start.AddDays(nth), fact))]);
}
