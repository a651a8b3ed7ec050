using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>Which of the contents that article 24 asks for are there, whatever their heading.</summary>
static partial class StatutoryFinder
{
    const int LeastReview = 200;

    public static StatutoryContents Find(Reading reading, bool problems, bool plans)
    {
        var headings = reading.Outline.Headings;
        var review = reading.Reviewed is not null && Review(reading) >= LeastReview;
        return new(review || headings.Any(h => h.Cue.Measures), problems, Leader(reading), plans || headings.Any(h => h.Cue.Plans));
    }

    /// <summary>How much of the body is neither problem nor plan.</summary>
    static int Review(Reading reading) =>
        reading.Frame.BodyEnd - reading.Frame.BodyStart
            - reading.Outline.Headings.Where(h => h.Parent is null && h.Role is SectionRole.Problems or SectionRole.NextYear).Sum(h => h.End - h.Start);

    /// <summary>Said of the year that was: what is only promised for the next year is not yet done.</summary>
    static bool Leader(Reading reading)
    {
        if (reading.Outline.Headings.Any(h => h.Cue.Leader && h.Role != SectionRole.NextYear))
            return true;
        foreach (Match m in LeaderRegex().Matches(reading.Text.Value))
            if (m.Index >= reading.Frame.BodyStart && reading.Outline.At(m.Index)?.Role != SectionRole.NextYear)
                return true;
        return false;
    }

    [GeneratedRegex("第一责任人")]
    private static partial Regex LeaderRegex();
}
