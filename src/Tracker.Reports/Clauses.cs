using System.Buffers;

namespace Tracker.Reports;

/// <summary>Cuts a stretch of normal text into sentences and clauses, leaving brackets and quotations whole.</summary>
static class Clauses
{
    const string Closers = "”’)》」』\"";

    /// <summary>A bracket that never closes must not swallow the text behind it.</summary>
    const int WidestBracket = 160;

    public static readonly Stops Clause = new("。!?;\n");
    public static readonly Stops Commas = new("。!?;,\n");
    public static readonly Stops ColonOrComma = new(":,");
    public static readonly Stops EnumerationComma = new(",、。;");
    public static readonly Stops SentenceComma = new(",。;");
    static readonly Stops sentence = new("。!?\n");
    static readonly Stops paragraph = new("\n");

    public static List<(int Start, int End)> Sentences(NormalText text, int start, int end) => Split(text, start, end, sentence);

    public static List<(int Start, int End)> Parts(NormalText text, int start, int end) => Split(text, start, end, Clause);

    public static List<(int Start, int End)> CommaParts(NormalText text, int start, int end) => Split(text, start, end, Commas);

    public static List<(int Start, int End)> Paragraphs(NormalText text, int start, int end) => Split(text, start, end, paragraph);

    /// <summary>The end of the first clause, without its punctuation.</summary>
    public static int FirstEnd(NormalText text, int start, int end, Stops? stops = null)
    {
        stops ??= Clause;
        for (var i = stops.Next(text, start, end); i < end; i = stops.Next(text, i + 1, end))
            if (!SkipBracket(text, end, ref i) && stops.Contains(text[i]))
                return i;
        return end;
    }

    public static int TrimEnd(NormalText text, int start, int end)
    {
        while (end > start && text[end - 1] is '。' or ';' or ',' or ':' or '、' or '\n' or ' ' or '.' or '!')
            end--;
        return end;
    }

    static List<(int Start, int End)> Split(NormalText text, int start, int end, Stops stops)
    {
        var parts = new List<(int, int)>();
        var from = start;
        for (var i = stops.Next(text, start, end); i < end; i = stops.Next(text, i + 1, end))
        {
            if (text[i] != '\n' && SkipBracket(text, end, ref i) || !stops.Contains(text[i]))
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

    /// <summary>Steps over a bracketed stretch.</summary>
    static bool SkipBracket(NormalText text, int end, ref int i)
    {
        var close = text[i] switch { '(' => ')', '“' => '”', '《' => '》', '‘' => '’', '「' => '」', _ => '\0' };
        if (close == '\0')
            return false;
        var span = text.Value.AsSpan(i, Math.Min(WidestBracket, end - i));
        var at = span.IndexOfAny(close, '\n');
        if (at <= 0 || span[at] != close)
            return false;
        i += at;
        return true;
    }

    /// <summary>The signs that end a part, and where the next sign of any interest stands.</summary>
    public sealed class Stops(string signs)
    {
        readonly SearchValues<char> own = SearchValues.Create(signs);
        readonly SearchValues<char> withBrackets = SearchValues.Create(signs + "(“《‘「");

        public bool Contains(char c) => own.Contains(c);

        public int Next(NormalText text, int start, int end)
        {
            if (start >= end)
                return end;
            var at = text.Value.AsSpan(start, end - start).IndexOfAny(withBrackets);
            return at < 0 ? end : start + at;
        }
    }
}
