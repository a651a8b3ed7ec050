using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>Joins paragraphs that a printer, a PDF or a page cut into lines, be they of one width or cut anywhere.</summary>
static partial class LineJoiner
{
    const int Narrowest = 18;
    const int Widest = 70;

    /// <summary>What has commas and is longer is no heading.</summary>
    const int LongestHeading = 50;

    const int ShortestSentence = 8;

    /// <summary>So much of a paragraph is looked back on: keeps the cost of one cut into many lines linear.</summary>
    const int FarBack = 400;

    /// <summary>Words of grammar with which no line ends, and those with which none begins.</summary>
    const string NeverLast = "的和与及在对从把将为以并或于由向被使让更其该各还也很较", NeverFirst = "的了和与及等们";

    public static NormalText Join(NormalText text) => Mend(OfOneWidth(text));

    static NormalText OfOneWidth(NormalText text)
    {
        var lines = Line.Split(text);
        if (WidthOf(lines) is not (> 0 and var width))
            return text;
        var layout = new ParagraphLayout(text, lines, line => BeginsItem(text, line));
        var cuts = new List<(int, int)>();
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            var (line, next) = (lines[i], lines[i + 1]);
            // A full line may end with its sentence, though the paragraph goes on.
            if (!line.IsNoise && line.Length >= width - 3 && line.Length <= width + 6
                && (layout.IsKnown ? !layout.Opens(next) : text[line.End - 1] is not ('。' or ';' or ':' or '!' or '?')) && !BeginsItem(text, next))
                cuts.Add((line.End, next.Start));
        }
        return text.Without(cuts);
    }

    /// <summary>A line that breaks off in the midst of a sentence is joined to the next one.</summary>
    static NormalText Mend(NormalText text)
    {
        var lines = Line.Split(text);
        var cuts = new List<(int, int)>();
        var start = 0; // of the paragraph as mended so far
        var ends = new Ends(new ParagraphLayout(text, lines, line => BeginsItem(text, line)), HeadingsStop(text, lines), IsCut(text, lines), LastProse(text, lines));
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            if (cuts.Count == 0 || cuts[^1].Item2 != lines[i].Start)
                start = lines[i].Start;
            if (!lines[i].IsNoise && !lines[i + 1].IsNoise && BreaksOff(text, start, lines[i].End, lines, i + 1, ends))
                cuts.Add((lines[i].End, lines[i + 1].Start));
        }
        return text.Without(cuts);
    }

    /// <summary>What the text as a whole shows of where its paragraphs begin and how its headings end.</summary>
    readonly record struct Ends(ParagraphLayout Layout, bool HeadingsStop, bool IsCut, int LastProse);

    static bool BreaksOff(NormalText text, int start, int end, List<Line> lines, int nth, Ends ends)
    {
        var (next, last) = (lines[nth], text[end - 1]);
        if (text[next.Start] is ',' or '。' or '、' or ';' or ')' or '》' or '”' or '%')
            return true;
        if (last is '。' or ';' or ':' or '!' or '?' or '|' or '”' or '…' || last == ')' && text[start] == '(' || BeginsItem(text, next))
            return IsBareNumber(text, start, end) && !BeginsItem(text, next);
        var words = text.Value.AsSpan(next.Start, next.Length);
        if (IsSign(words) || next.Length <= 36 && words.IndexOfAny('。', ',', ';') < 0 && SectionRoles.Of(words.ToString(), null).Any)
            return IsBareNumber(text, start, end);
        if (last is ',' or '、' || NeverLast.Contains(last) || NeverFirst.Contains(words[0]) || IsBareNumber(text, start, end))
            return true;
        var from = Math.Max(start, end - FarBack);
        var before = text.Value.AsSpan(from, end - from);
        if (before.IndexOf('|') >= 0 || words.IndexOf('|') >= 0)
            return false;
        var prose = before.IndexOfAny('。', ';') >= 0 || before.Length > LongestHeading && before.IndexOf(',') >= 0 || IsSpoken(text, start);
        var opening = new Line(start, end, false);
        var sentence = !BeginsItem(text, opening) && before.Length >= ShortestSentence && (ends.IsCut ? before.IndexOf(',') >= 0 || words.IndexOf(',') >= 0 : ends.Layout.IsKnown && ends.Layout.Opens(opening));
        if (prose || sentence || ends.Layout.IsIndented && before.IndexOf(',') >= 0)
            return !(ends.Layout.IsKnown && ends.Layout.Opens(next)) && nth <= ends.LastProse;
        // The rest of a heading, where headings end in a full stop: too short for a paragraph of its own.
        return ends.HeadingsStop && before.IndexOf(',') >= 0 && next.Length is > 3 and <= 12 && words[^1] == '。' && words[0] is not ('无' or '略');
    }

    /// <summary>五、 or (一) and what it numbers in the next line, or but one character of it.</summary>
    static bool IsBareNumber(NormalText text, int start, int end) => end - start <= 6 && BareNumberRegex().IsMatch(text.Value[start..end]);

    /// <summary>True where more than one paragraph plainly breaks off behind a full stop of its own.</summary>
    static bool IsCut(NormalText text, List<Line> lines)
    {
        var (cut, last) = (0, LastProse(text, lines));
        for (var i = 0; i + 1 < lines.Count; i++)
            if (!lines[i].IsNoise && text[lines[i].End - 1] is var sign && (Normalizer.IsChinese(sign) || sign is ',' or '、')
                && text.Value.AsSpan(lines[i].Start, lines[i].Length).IndexOfAny('。', ';') >= 0 && !BeginsItem(text, lines[i + 1]) && i < last)
                cut++;
        return cut > 1;
    }

    /// <summary>True where most numbered headings end in a full stop, so that one without it was cut.</summary>
    static bool HeadingsStop(NormalText text, List<Line> lines)
    {
        var (all, stopped) = (0, 0);
        foreach (var line in lines)
            if (line.Length <= LongestHeading && BeginsItem(text, line))
            {
                all++;
                if (text[line.End - 1] == '。')
                    stopped++;
            }
        return stopped > 2 && stopped * 3 > all * 2;
    }

    /// <summary>The last line with any sentence in it: signature and date behind it may follow one that lacks its full stop.</summary>
    static int LastProse(NormalText text, List<Line> lines) =>
        lines.FindLastIndex(line => text.Value.AsSpan(line.Start, line.Length).IndexOfAny('。', ',', ';') >= 0);

    static bool IsSign(ReadOnlySpan<char> words) => words.Length < 60 && SignRegex().IsMatch(words);

    static bool IsSpoken(NormalText text, int start) =>
        start + 1 < text.Length && "一二三四五六七八九十".Contains(text[start]) && text[start + 1] is '是' or '要';

    /// <summary>The width most lines share, or 0 where the lines are paragraphs.</summary>
    static int WidthOf(List<Line> lines)
    {
        Span<int> counts = stackalloc int[Widest + 1];
        var prose = 0;
        foreach (var line in lines)
        {
            if (line.Length > Widest)
                return 0;
            if (line.Length >= Narrowest)
            {
                counts[line.Length]++;
                prose++;
            }
        }
        var (best, width) = (0, 0);
        for (var w = Narrowest; w + 3 <= Widest; w++)
        {
            var near = counts[w] + counts[w + 1] + counts[w + 2] + counts[w + 3];
            if (near >= best)
                (best, width) = (near, w + 3);
        }
        return prose >= 8 && best * 2 > prose ? width : 0;
    }

    static bool BeginsItem(NormalText text, Line line)
    {
        var c = text[line.Start];
        var second = line.Length > 1 ? text[line.Start + 1] : '\0';
        var third = line.Length > 2 ? text[line.Start + 2] : '\0';
        return c is '(' or '●' or '—' or '①' or '•' or '◆' or '■' or '·' or '-' or '【' or '|'
            || "一二三四五六七八九十".Contains(c) && (second is '、' or '是' or '要' || third is '、' or '是')
            || char.IsAsciiDigit(c) && second is '.' or '、'
            || char.IsAsciiDigit(c) && char.IsAsciiDigit(second) && third is '.' or '、'
            || c == '第' && third is '、' or ',' or '部' or '章' or '条'
            || c is '首' or '其' or '再' or '最' && third is ',' or '是'
            || c == '问' && second == '题';
    }

    [GeneratedRegex("^(?:[一二三四五六七八九十]{1,3}[、是]|\\([一二三四五六七八九十\\d]{1,3}\\)|\\d{1,2}[.、])[\\u4e00-\\u9fff]?$")]
    private static partial Regex BareNumberRegex();

    /// <summary>Who signs, the date, and what a page puts beneath.</summary>
    [GeneratedRegex("^(?:20\\d\\d年\\d{1,2}月\\d{1,2}日|20\\d\\d-\\d|附件|附:|抄送|来源|责任编辑|分享|扫一扫|打印|关闭|上一|下一|各位代表|同志们)|^[\\u4e00-\\u9fff]{2,30}(?:政府|局|委员会|办公室|办事处|厅|管委会)(?:20\\d\\d年\\d{1,2}月\\d{1,2}日)?$")]
    private static partial Regex SignRegex();
}
