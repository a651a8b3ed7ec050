using System.Buffers;

namespace Tracker.Reports;

/// <summary>A stretch that holds problems or arrangements, and why it is taken for one.</summary>
/// <param name="Named">A heading says so; otherwise a sentence does.</param>
readonly record struct Region(int Start, int End, string Section, string Cue, bool Named);

/// <summary>Where a report speaks of its problems: under a heading, or after a sentence that admits them.</summary>
sealed class ProblemRegions(Reading reading)
{
    /// <summary>So far behind an admission its list is looked for.</summary>
    const int Farthest = 4000;

    static readonly SearchValues<char> nouns = SearchValues.Create("题足距板难战项弱");

    public List<Region> Find()
    {
        var named = Named();
        return named.Count > 0 ? named : Admitted() is { } region ? [region] : [];
    }

    List<Region> Named()
    {
        var regions = new List<Region>();
        foreach (var heading in reading.Outline.Headings)
        {
            if (!heading.Cue.Problems || Ancestors(heading).Any(a => a.Cue.Problems && !HasOwn(a)))
                continue;
            if (HasOwn(heading))
                continue;
            var end = heading.Children.FirstOrDefault(c => c.Cue is { Causes: true } or { Plans: true })?.Start ?? heading.End;
            regions.Add(new(heading.TitleEnd, end, heading.Title, heading.Cue.Words, true));
        }
        return regions;

        static bool HasOwn(Heading heading) => heading.Children.Any(c => c.Cue.Problems);
    }

    static IEnumerable<Heading> Ancestors(Heading heading)
    {
        for (var up = heading.Parent; up is not null; up = up.Parent)
            yield return up;
    }

    /// <summary>The sentence before the plan part that admits shortcomings; the best one where there are several.</summary>
    Region? Admitted()
    {
        var text = reading.Text;
        Region? best = null;
        var bestScore = 0;
        foreach (var line in reading.Lines)
        {
            if (line.IsNoise || line.Start < reading.Frame.BodyStart || line.Start >= reading.Frame.BodyEnd
                || text.Value.AsSpan(line.Start, line.Length).IndexOfAny(nouns) < 0)
                continue;
            foreach (var (start, end) in Clauses.Sentences(text, line.Start, line.End))
            {
                var sentence = reading.Value(start, Math.Min(end, start + 300));
                if ((LackCues.OpenList(sentence) ?? LackCues.LeadIn(sentence) ?? Embedded(sentence) ?? Counted(sentence, end, Math.Min(line.End, end + Farthest))) is not { } lead || reading.Outline.At(start)?.Role == SectionRole.NextYear)
                    continue;
                var region = RegionFrom(start, end, lead, line);
                var score = Score(sentence, lead, line, region);
                if (score >= 3 && score >= bestScore)
                    (best, bestScore) = (region, score);
            }
        }
        return best;
    }

    static (string Cue, int ListAt)? Embedded(string sentence) =>
        LackCues.EmbeddedList(sentence) is { } list && LackCues.IsAdmission(sentence) ? (sentence[Math.Max(0, list.Start - 4)..list.Start], list.Start) : null;

    /// <summary>A recognition without any of the usual nouns, but straight before a list of what is wanting.</summary>
    (string Cue, int ListAt)? Counted(string sentence, int end, int lineEnd)
    {
        if (!LackCues.IsRecognition(sentence) || reading.MarkersIn(end, lineEnd).FirstOrDefault() is not { Number: 1 } first || first.At > end)
            return null;
        var entries = Enumeration.Outermost(reading, end, lineEnd);
        return entries.Count > 1 && entries.Count(e => LackCues.Lack(reading.Value(e.Start, ItemTitle.End(reading.Text, e.Start, e.End))) is not null) * 2 > entries.Count
            ? (sentence, sentence.Length) : null;
    }

    int Score(string sentence, (string Cue, int ListAt) lead, Line line, Region region)
    {
        var score = 1;
        if (!reading.MarkersIn(line.Start, line.Start + 1).Any(m => m.Style < MarkerStyle.Spoken))
            score++;
        if (LackCues.IsAdmission(sentence))
            score += 2;
        var list = reading.Value(region.Start, Math.Min(region.End, region.Start + 200));
        if (reading.MarkersIn(region.Start, region.End).FirstOrDefault() is { Number: 1 } first && first.At - region.Start < 120)
            score++;
        else if (LackCues.Lack(list) is null && LackCues.EmbeddedList(sentence) is null)
            score -= 3;
        return score;
    }

    Region RegionFrom(int start, int end, (string Cue, int ListAt) lead, Line line)
    {
        var stop = Math.Min(line.End, reading.Frame.BodyEnd);
        var from = start + (LackCues.EmbeddedList(reading.Value(start, Math.Min(end, start + 300))) is null && LackCues.OpenList(reading.Value(start, Math.Min(end, start + 300))) is null ? Math.Min(lead.ListAt, end - start) : 0);
        // 存在以下问题: with the list in the paragraphs that follow
        if (end >= line.End || reading.MarkersIn(from, stop).Any(m => m.Number == 1))
        {
            var next = reading.Outline.From(line.End).FirstOrDefault(h => h.Marker is null || h.Marker.Value.Style <= MarkerStyle.Chinese || h.Cue.Any)?.Start
                ?? reading.Frame.BodyEnd;
            var first = reading.MarkersIn(line.End, next).FirstOrDefault();
            if (first.End > 0 && first is { LeadsLine: true } && (reading.MarkersIn(from, stop).Any() || first.Number == 1) && first.At - line.End < 3)
                stop = next;
        }
        return new(from, stop, reading.Outline.At(start)?.Title ?? "", lead.Cue, false);
    }
}
