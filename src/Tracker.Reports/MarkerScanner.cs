using System.Buffers;

namespace Tracker.Reports;

/// <summary>Finds every number and bullet, at the beginning of lines and inside run-together text.</summary>
sealed class MarkerScanner(NormalText text)
{
    /// <summary>After a bare digit at the beginning of a line these make it a quantity or a date.</summary>
    const string Counters = "年月日个项次名万千百亿件条家场人部份户种类级度季时分天岁号元米吨亩套台辆座位处所批届期周小多余";
    static readonly SearchValues<char> beginnings = SearchValues.Create(
        ChineseNumeral.Characters + "第其首再最(0123456789" + string.Concat(Enumerable.Range('①', '⒛' - '①' + 1).Concat(Enumerable.Range('㈠', 10)).Select(c => (char)c)));
    readonly List<Marker> markers = [];
    readonly int[] last = new int[Enum.GetValues<MarkerStyle>().Length];

    public static List<Marker> Scan(NormalText text, List<Line> lines)
    {
        var scanner = new MarkerScanner(text);
        foreach (var line in lines)
            if (!line.IsNoise)
                scanner.Scan(line);
        return scanner.markers;
    }

    void Scan(Line line)
    {
        last[(int)MarkerStyle.Spoken] = 0;
        for (var i = line.Start; i < line.End; i++)
        {
            var leads = i == line.Start;
            if (!leads)
            {
                var next = text.Value.AsSpan(i, line.End - i).IndexOfAny(beginnings);
                if (next < 0)
                    return;
                i += next;
            }
            if (Match(i, line.End, leads) is not { } marker || marker.End >= line.End)
                continue;
            markers.Add(marker);
            last[(int)marker.Style] = marker.Number;
            i = marker.End - 1;
        }
    }

    Marker? Match(int i, int end, bool leads)
    {
        var c = text[i];
        if (c is >= '①' and <= '⑳')
            return new(i, i + 1, MarkerStyle.Circled, c - '①' + 1, leads);
        if (c is >= '⑴' and <= '⒇')
            return new(i, i + 1, MarkerStyle.BracketedDigit, c - '⑴' + 1, leads);
        if (c is >= '⒈' and <= '⒛')
            return new(i, i + 1, MarkerStyle.Digit, c - '⒈' + 1, leads);
        if (c is >= '㈠' and <= '㈩')
            return new(i, i + 1, MarkerStyle.BracketedChinese, c - '㈠' + 1, leads);
        if (leads && BulletEnd(i, end) is var bullet and > 0)
            return new(i, bullet, MarkerStyle.Bullet, 0, true);
        if (c == '(')
            return Bracketed(i, end, leads);
        if (c is >= '0' and <= '9')
            return Digits(i, end, leads);
        return Words(i, end, leads);
    }

    int BulletEnd(int i, int end)
    {
        var j = i;
        while (j < end && j < i + 4 && text[j] is '—' or '-' or '●' or '•' or '·' or '◆' or '◇' or '■' or '□' or '★' or '☆' or '※' or '▲' or '►' or '➢' or '√' or '*' or '○')
            j++;
        return j > i && j < end && (Normalizer.IsChinese(text[j]) || text[j] is '“' or '"') ? j : 0;
    }

    Marker? Bracketed(int i, int end, bool leads)
    {
        var j = Numeral(i + 1, end, out var number);
        var style = MarkerStyle.BracketedChinese;
        if (j == i + 1)
        {
            j = Digit(i + 1, end, out number);
            style = MarkerStyle.BracketedDigit;
        }
        if (j == i + 1 || j >= end)
            return null;
        var closed = text[j] == ')';
        if (!closed && !(leads && text[j] is '、' or '.'))
            return null;
        j++;
        if (!leads && !FollowsBreak(i) && !(Next(style) == number && number > 1))
            return null;
        if (!leads && i > 0 && text[i - 1] is '第' or '条' or '款' or '见')
            return null;
        if (j < end && text[j] is '、' or '.' or ':' or ',')
            j++;
        return new(i, j, style, number, leads);
    }

    Marker? Digits(int i, int end, bool leads)
    {
        if (i > 0 && text[i - 1] is >= '0' and <= '9' or '.' or '-' or '/' or '+' && !leads)
            return null;
        var j = Digit(i, end, out var number);
        if (j - i > 2 || j >= end || number == 0)
            return null;
        if (leads && Decimal(j, end) is { End: > 0 } part)
            return new(i, part.End, part.Style, part.Number, true);
        var style = text[j] == ')' ? MarkerStyle.BracketedDigit : MarkerStyle.Digit;
        if (text[j] is '.' or '、' or ')' or ',' && leads)
        {
            j++;
            if (j >= end || text[j] is >= '0' and <= '9' or ' ' || !leads && !FollowsBreak(i))
                return null;
            return !leads && number != 1 && number != Next(style) ? null : new(i, j, style, number, leads);
        }
        // 1加强… : the point got lost
        return leads && Normalizer.IsChinese(text[j]) && !Counters.Contains(text[j]) && (number == 1 || number == Next(style))
            ? new(i, j, style, number, true) : null;
    }

    /// <summary>2.1 and 2.1.3 in front of words; 2.1万 is a quantity.</summary>
    (int End, MarkerStyle Style, int Number) Decimal(int point, int end)
    {
        var (at, depth, number) = (point, 0, 0);
        while (at + 1 < end && text[at] == '.' && text[at + 1] is >= '0' and <= '9' && depth < 2)
        {
            at = Digit(at + 1, end, out number);
            depth++;
        }
        if (at < end && text[at] is '、' or '.')
            at++;
        return depth > 0 && number is > 0 and < 30 && at < end && Normalizer.IsChinese(text[at]) && !Counters.Contains(text[at])
            ? (at, depth == 1 ? MarkerStyle.BracketedDigit : MarkerStyle.Circled, number) : default;
    }

    Marker? Words(int i, int end, bool leads)
    {
        var c = text[i];
        var free = leads || FollowsBreak(i) || Before(i) is ',' or '、';
        if (c == '第' && Numeral(i + 1, end, out var nth) is var k && k > i + 1 && k < end)
        {
            if (leads && (Is(k, end, "部分") || Is(k, end, "篇") || Is(k, end, "章")))
                return new(i, Skip(k + (text[k] == '部' ? 2 : 1), end), MarkerStyle.Part, nth, true);
            return free && text[k] is ',' or '、' or '是' or ':' ? new(i, k + 1, MarkerStyle.Ordinal, nth, leads) : null;
        }
        if (c == '其' && free && Numeral(i + 1, end, out nth) is var m && m > i + 1)
            return new(i, Skip(m, end), MarkerStyle.Ordinal, nth, leads);
        if (free && (Is(i, end, "首先") || Is(i, end, "其次") || Is(i, end, "再次") || Is(i, end, "最后")) && i + 2 < end && text[i + 2] is ',' or '是' or ':')
            return new(i, i + 3, MarkerStyle.Ordinal, c switch { '首' => 1, '其' => 2, '再' => 3, _ => 9 }, leads);
        if (c == '问' && leads && Is(i, end, "问题"))
            return Labelled(i, end);
        var j = Numeral(i, end, out var number);
        if (j == i || j >= end)
            return null;
        return Spoken(i, j, end, number, leads, free) ?? Chinese(i, j, end, number, leads);
    }

    Marker? Spoken(int i, int j, int end, int number, bool leads, bool free)
    {
        if (text[j] is not ('是' or '要') || j + 1 >= end || text[j] == '要' && text[j + 1] is '务' or '素' or '件' or '点' or '求')
            return null;
        // The full stop before 二是 may be lost; before 一是 it may not, for 一是 is found inside words.
        if (!free && (number < 2 || number != Next(MarkerStyle.Spoken)) || Before(i) == '第')
            return null;
        return new(i, Skip(j + 1, end), MarkerStyle.Spoken, number, leads);
    }

    Marker? Chinese(int i, int j, int end, int number, bool leads)
    {
        var sign = text[j];
        if (leads && (sign is '、' or '.' or ',' or ':' || text.SpaceBefore(j) && number == Next(MarkerStyle.Chinese)))
            return new(i, Skip(j, end), MarkerStyle.Chinese, number, true);
        if (leads && sign == ')')
            return new(i, Skip(j + 1, end), MarkerStyle.BracketedChinese, number, true);
        return sign == '、' && !ChineseNumeral.Is(text[Math.Min(j + 1, end - 1)]) && (FollowsBreak(i) || char.IsAsciiDigit(Before(i)))
            && (number == 1 || number == Next(MarkerStyle.Chinese)) ? new(i, j + 1, MarkerStyle.Chinese, number, false) : null;
    }

    Marker? Labelled(int i, int end)
    {
        var j = Numeral(i + 2, end, out var number);
        if (j == i + 2)
            j = Digit(i + 2, end, out number);
        return j > i + 2 && j < end && text[j] is ':' or '、' or '.' or ',' ? new(i, j + 1, MarkerStyle.Label, number, true) : null;
    }

    int Next(MarkerStyle style) => last[(int)style] + 1;

    char Before(int i) => i > 0 ? text[i - 1] : '\n';

    bool FollowsBreak(int i) => text.SpaceBefore(i) || Before(i) is '\n' or '。' or ';' or ':' or '!' or '?' or ')' or '”' or '》' or ' ';

    bool Is(int i, int end, string word) => i + word.Length <= end && text.Value.AsSpan(i).StartsWith(word);

    int Skip(int i, int end) => i < end && text[i] is '、' or '.' or ',' or ':' ? i + 1 : i;

    int Numeral(int i, int end, out int number)
    {
        var j = i;
        while (j < end && j < i + 3 && ChineseNumeral.Is(text[j]))
            j++;
        number = ChineseNumeral.Value(text.Value.AsSpan(i, j - i));
        return j;
    }

    int Digit(int i, int end, out int number)
    {
        number = 0;
        var j = i;
        for (; j < end && j < i + 4 && text[j] is >= '0' and <= '9'; j++)
            number = number * 10 + text[j] - '0';
        return j;
    }
}
