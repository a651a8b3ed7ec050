namespace Tracker.Reports;

/// <summary>Problems without numbers: paragraphs, sentences, or clauses folded into one sentence.</summary>
sealed class FoldedProblems(Reading reading, ItemBuilder build, Region region, List<ReportItem> found)
{
    const int LongestHeading = 40;
    readonly NormalText text = reading.Text;

    public void Read()
    {
        var paragraphs = Clauses.Paragraphs(text, region.Start, region.End).Where(p => Words(p).Length > 3).ToList();
        var own = paragraphs.Where(p => !IsFrame(p)).ToList();
        if (paragraphs.Count < 2 || own.Count < 2)
        {
            foreach (var paragraph in paragraphs)
                Sentences(paragraph.Start, paragraph.End);
            return;
        }
        for (var i = 0; i < own.Count; i++)
        {
            var (start, end) = own[i];
            var headed = IsHeading(own[i]) && i + 1 < own.Count && !IsHeading(own[i + 1]);
            if (headed)
                end = own[++i].End;
            if (LackCues.Lack(reading.Value(start, end)) is not null)
                Add(start, headed ? Clauses.TrimEnd(text, start, reading.ParagraphEnd(start, end)) : TitleEnd(start, end), end, headed ? "unnumbered-heading" : "paragraph", 0.8);
        }
    }

    string Words((int Start, int End) part) => reading.Value(part.Start, Math.Min(part.End, part.Start + 300));

    bool IsFrame((int Start, int End) paragraph)
    {
        var words = Words(paragraph);
        return LackCues.IsOnlyLeadIn(words) || LackCues.IsRemedy(words) || PlanCues.IsClosing(words) || LackCues.IsCause(words)
            || LackCues.IsAdmission(words) && words.EndsWith(':');
    }

    bool IsHeading((int Start, int End) paragraph) => paragraph.End - paragraph.Start <= LongestHeading && text[paragraph.End - 1] is not ('。' or ';');

    /// <summary>The first clause that names a lack, for the paragraph may begin with what went well.</summary>
    int TitleEnd(int start, int end) => ItemTitle.End(text, start, reading.ParagraphEnd(start, end));

    void Sentences(int start, int end)
    {
        var each = IsListOfSentences(start, end);
        foreach (var (from, to) in Clauses.Sentences(text, start, end))
        {
            var sentence = reading.Value(from, Math.Min(to, from + 400));
            if (LackCues.IsExample(sentence) && found.Count > 0 || PlanCues.IsClosing(sentence))
                continue;
            if (found.Count > 0 && LackCues.IsRemedy(sentence))
                return;
            if (LackCues.IsCause(sentence))
                Explain(from, to);
            else if (each && !LackCues.IsAdmission(sentence))
                Add(from, Clauses.TrimEnd(text, from, to), to, "sentence", 0.65);
            else if (LackCues.OpenList(sentence) is { } open)
                Fold(from + open.ListAt, to, Clauses.SentenceComma, "folded-list");
            else if (LackCues.EmbeddedList(sentence) is { } list)
                Fold(from + list.Start, from + list.End, Clauses.EnumerationComma, "embedded-list");
            else if (LackCues.LeadIn(sentence) is { } lead && !StandsAlone(sentence, lead))
                Fold(from + Math.Min(lead.ListAt, to - from), to, Clauses.SentenceComma, "folded-list");
            else if (!LackCues.IsOnlyLeadIn(sentence))
                Parts(from, to, "sentence");
        }
    }

    /// <summary>我们也看到面临的困难。甲不足。乙较弱。丙依然多发。: after an admission every sentence is one of them.</summary>
    bool IsListOfSentences(int start, int end)
    {
        if (region.Named || reading.MarkersIn(start, end).Any())
            return false;
        var (all, wanting) = (0, 0);
        foreach (var (from, to) in Clauses.Sentences(text, start, end))
        {
            var sentence = reading.Value(from, Math.Min(to, from + 400));
            if (all > 0 && LackCues.IsRemedy(sentence))
                break;
            if (sentence.AsSpan().IndexOfAny(';', ':') >= 0)
                return false;
            if (all == 0 && LackCues.IsAdmission(sentence))
                continue;
            all++;
            if (LackCues.Lack(sentence) is not null)
                wanting++;
        }
        return all > 3 && wanting * 4 >= all * 3;
    }

    /// <summary>A sentence that has its own subject and names one lack, though it sounds like an introduction.</summary>
    static bool StandsAlone(string sentence, (string Cue, int ListAt) lead) =>
        !LackCues.IsAdmission(sentence) && !sentence.Contains(':') && LackCues.Lack(sentence[..Math.Max(0, sentence.IndexOf(lead.Cue, StringComparison.Ordinal))]) is not null;

    void Fold(int start, int end, Clauses.Stops commas, string rule)
    {
        end = Clauses.TrimEnd(text, start, end);
        if (reading.Value(start, end).Contains(';') || end - start < 6)
        {
            Parts(start, end, rule);
            return;
        }
        // Commas part problems only where each clause names a lack of its own; one that names none belongs to the next.
        var from = start;
        for (var at = start; at < end;)
        {
            var stop = Clauses.FirstEnd(text, at, end, commas);
            var clause = reading.Value(from, stop);
            // …,必须切实加以解决 closes the list.
            if (from > start && LackCues.IsRemedy(clause))
                return;
            if (LackCues.Lack(clause) is not null && clause.Length >= 5 || stop >= end)
            {
                if (LackCues.ParallelLacks(clause) is { Count: > 1 } parts)
                    foreach (var (at0, length) in parts)
                        Add(from + at0, from + at0 + length, from + at0 + length, rule, 0.75);
                else if (LackCues.Lack(clause) is not null)
                    Add(from, stop, stop, rule, 0.75);
                from = stop + 1;
            }
            at = stop + 1;
        }
    }

    void Parts(int start, int end, string rule)
    {
        foreach (var (from, to) in Clauses.Parts(text, start, end))
            if (LackCues.Lack(reading.Value(from, to)) is not null)
                Add(from, Clauses.TrimEnd(text, from, to), to, rule, rule == "sentence" ? 0.65 : 0.8);
    }

    void Explain(int start, int end)
    {
        if (found.Count > 0)
            found[^1] = found[^1] with { Cause = found[^1].Cause ?? build.TitleOf(start, end) };
    }

    void Add(int start, int titleEnd, int end, string rule, double confidence)
    {
        start = BehindConnective(start, titleEnd);
        end = Clauses.TrimEnd(text, start, end);
        titleEnd = Math.Min(titleEnd, end);
        // 甲不足,乙不强等: the last of the list ends before 等.
        while (titleEnd - start > 5 && text[titleEnd - 1] == '等')
            titleEnd--;
        if (build.Problem(start, titleEnd, end, region, rule, confidence) is { } item)
            found.Add(item);
    }

    int BehindConnective(int start, int end)
    {
        start = BehindSigns(start, end);
        foreach (var word in (ReadOnlySpan<string>)["但是", "但", "同时,", "此外,", "另外,", "还有,", "以及", "如", "主要是", "主要有", "还存在", "还有"])
            if (text.Value.AsSpan(start, end - start).StartsWith(word))
                return BehindSigns(start + word.Length, end);
        return start;
    }

    int BehindSigns(int start, int end)
    {
        while (start < end && text[start] is ',' or '、' or ':' or ';' or ' ')
            start++;
        return start;
    }
}
