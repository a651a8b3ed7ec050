using System.Buffers;

namespace Tracker.Reports;

/// <summary>A stretch between two commas. Offsets are into the normalised text.</summary>
/// <param name="Sentence">Index of the sentence it belongs to.</param>
readonly record struct Clause(int Start, int End, int Sentence);

/// <summary>One sentence; a semicolon ends one too, because lists of measures are written that way.</summary>
/// <param name="FirstClause">Index of its first clause; the others follow without a gap.</param>
/// <param name="Lead">Index of the slogan that opens the item it stands in (一是加强执法监督。), or -1.</param>
readonly record struct Sentence(int Start, int End, int FirstClause, int Clauses, int Lead);

/// <summary>A normalised text cut into sentences and clauses.</summary>
sealed class Sentences
{
    /// <summary>A passage shown to a reader is never longer.</summary>
    public const int Longest = 150;

    const int LongestLead = 26;
    static readonly SearchValues<string> done = SearchValues.Create(
        ["建成", "投产", "落户", "揭牌", "启用", "投用", "通车", "获评", "入选", "开工", "动工", "获批", "荣获", "竣工", "完工", "挂牌",
            "跻身", "印发", "出台", "开馆", "封顶", "投入使用", "正式"], StringComparison.Ordinal);
    readonly List<Sentence> sentences = [];
    readonly List<Clause> clauses = [];

    public IReadOnlyList<Sentence> All => sentences;
    public IReadOnlyList<Clause> Clauses => clauses;

    public static Sentences Of(string text)
    {
        var result = new Sentences();
        var (start, lead) = (0, -1);
        for (var i = 0; i <= text.Length; i++)
        {
            var end = i == text.Length || text[i] is '\n';
            if (!end && text[i] is not ('。' or ';' or '!' or '?' or '!'))
                continue;
            var close = end ? i : EndOfQuotation(text, i + 1);
            lead = result.Add(text, start, close, lead);
            if (end)
                lead = -1;
            start = end ? i + 1 : close;
            i = Math.Max(i, close - 1);
        }
        return result;
    }

    static int EndOfQuotation(string text, int at)
    {
        while (at < text.Length && text[at] is '”' or '"' or '」' or '』' or '’')
            at++;
        return at;
    }

    /// <summary>Adds one sentence and says which slogan holds for the next one.</summary>
    int Add(string text, int start, int end, int lead)
    {
        while (start < end && text[start] is ' ')
            start++;
        if (end - start < 2)
            return lead;
        var opens = IsLead(text.AsSpan(start, end - start));
        var (index, first) = (sentences.Count, clauses.Count);
        var from = start;
        for (var i = start; i < end; i++)
            if (text[i] is ',' or ':' && !InsideNumber(text, i) || i == end - 1
                || i - from > Longest - 20 && text[i] is '、')
            {
                if (i + 1 - from > 1)
                    clauses.Add(new(from, i + 1, index));
                from = i + 1;
            }
        sentences.Add(new(start, end, first, clauses.Count - first, lead));
        return opens ? index : lead;
    }

    static bool InsideNumber(string text, int i) =>
        i > 0 && i + 1 < text.Length && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]);

    /// <summary>Short, without a figure and without anything done: it announces what the following sentences tell.</summary>
    static bool IsLead(ReadOnlySpan<char> sentence) =>
        sentence.Length <= LongestLead && sentence[^1] is not ';' && sentence.IndexOfAnyInRange('0', '9') < 0
        && !sentence.ContainsAny(done);
}
