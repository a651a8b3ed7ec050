namespace Tracker.Reports;

/// <summary>Cuts a stretch of normal text into sentences and clauses, leaving brackets and quotations whole.</summary>
static class Clauses
{
    const string Closers = "”’)》」』\"";

    /// <summary>A bracket that never closes must not swallow the text behind it.</summary>
    const int WidestBracket = 160;

    public static List<(int Start, int End)> Sentences(NormalText text, int start, int end) => Split(text, start, end, "。!?\n");

    public static List<(int Start, int End)> Parts(NormalText text, int start, int end) => Split(text, start, end, "。!?;\n");

    public static List<(int Start, int End)> Commas(NormalText text, int start, int end) => Split(text, start, end, "。!?;,\n");

    public static List<(int Start, int End)> Paragraphs(NormalText text, int start, int end) => Split(text, start, end, "\n");

    /// <summary>The end of the first clause, without its punctuation.</summary>
    public static int FirstEnd(NormalText text, int start, int end, string stops = "。!?;\n")
    {
        var brackets = new BracketWalk(text, end);
        for (var i = start; i < end; i++)
        {
            if (brackets.Skip(ref i))
                continue;
            if (stops.Contains(text[i]))
                return i;
        }
        return end;
    }

    public static int TrimEnd(NormalText text, int start, int end)
    {
        while (end > start && text[end - 1] is '。' or ';' or ',' or ':' or '、' or '\n' or ' ' or '.' or '!')
            end--;
        return end;
    }

    static List<(int Start, int End)> Split(NormalText text, int start, int end, string stops)
    {
        var parts = new List<(int, int)>();
        var brackets = new BracketWalk(text, end);
        var from = start;
        for (var i = start; i < end; i++)
        {
            if (text[i] != '\n' && brackets.Skip(ref i) || !stops.Contains(text[i]))
                continue;
            var to = text[i] == '\n' ? i : i + 1;
            while (to < end && to > i && Closers.Contains(text[to]))
                to++;
            if (to > from)
                parts.Add((from, to));
            from = Math.Max(to, i + 1);
            i = from - 1;
        }
        if (from < end)
            parts.Add((from, end));
        return parts;
    }

    /// <summary>Steps over bracketed stretches.</summary>
    readonly struct BracketWalk(NormalText text, int end)
    {
        public bool Skip(ref int i)
        {
            var close = text[i] switch { '(' => ')', '“' => '”', '《' => '》', '‘' => '’', '「' => '」', _ => '\0' };
            if (close == '\0')
                return false;
            var reach = Math.Min(WidestBracket, end - i);
            var span = text.Value.AsSpan(i, reach);
            var at = span.IndexOfAny(close, '\n');
            if (at <= 0 || span[at] != close)
                return false;
            i += at;
            return true;
        }
    }
}
