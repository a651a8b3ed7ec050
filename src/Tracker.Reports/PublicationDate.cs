using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>The date in the page's head, or under the signature; the day a speech was held is none.</summary>
sealed partial class PublicationDate(Reading reading)
{
    const int Head = 2500;
    const int Foot = 400;

    public (DateOnly Date, int Start, int End)? Find()
    {
        var text = reading.Text.Value;
        var head = text[..Math.Min(reading.Frame.BodyStart, Math.Min(text.Length, Head))];
        return Labelled(head) ?? Bare(head) ?? Signed(text);
    }

    static (DateOnly, int, int)? Labelled(string head)
    {
        foreach (var m in LabelRegex().Matches(head).OrderBy(m => Rank(m.Groups["label"].Value)))
            if (Date(m) is { } date)
                return (date, m.Groups["y"].Index, m.Groups["last"].Index + m.Groups["last"].Length);
        return null;
    }

    static int Rank(string label) => label[0] switch { '发' or '公' => 0, '时' or '日' => 1, _ => 2 };

    /// <summary>A line of the head that is little more than a date.</summary>
    static (DateOnly, int, int)? Bare(string head)
    {
        foreach (Match m in BareRegex().Matches(head))
            if (Date(m) is { } date)
                return (date, m.Groups["y"].Index, m.Groups["last"].Index + m.Groups["last"].Length);
        return null;
    }

    (DateOnly, int, int)? Signed(string text)
    {
        var from = Math.Max(0, reading.Frame.BodyEnd - 1);
        var foot = text[from..Math.Min(text.Length, from + Foot)];
        foreach (Match m in SignedRegex().Matches(foot))
            if (Date(m) is { } date)
                return (date, from + m.Groups["y"].Index, from + m.Groups["last"].Index + m.Groups["last"].Length);
        return null;
    }

    static DateOnly? Date(Match m)
    {
        var (y, month, day) = (Figure(m.Groups["y"].Value), Figure(m.Groups["m"].Value), Figure(m.Groups["last"].Value));
        return y is >= 1990 and <= 2100 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(y, month) ? new(y, month, day) : null;
    }

    /// <summary>2024, 12, 十二, 二十五.</summary>
    static int Figure(string words) =>
        words.Length > 0 && char.IsAsciiDigit(words[0]) ? int.Parse(words, CultureInfo.InvariantCulture) : ChineseNumeral.Value(words);

    [GeneratedRegex("(?<label>发布日期|发布时间|公开日期|公开时间|发文日期|印发日期|成文日期|成文时间|生成日期|时间|日期|发布于|更新时间|上传时间|录入时间)[::]?\\s?(?<y>20\\d\\d)[-年/.](?<m>\\d{1,2})[-月/.](?<last>\\d{1,2})")]
    private static partial Regex LabelRegex();

    [GeneratedRegex("(?<=^|\\n)[^\\n。]{0,20}?(?<![\\d])(?<y>20\\d\\d)[-/.](?<m>\\d{1,2})[-/.](?<last>\\d{1,2})(?!\\d)(?:\\s\\d{1,2}:\\d\\d(?::\\d\\d)?)?[^\\n。]{0,30}(?=\\n|$)|(?<=^|\\n)(?<y>20\\d\\d)年(?<m>\\d{1,2})月(?<last>\\d{1,2})日(?:\\s?\\d{1,2}:\\d\\d(?::\\d\\d)?)?(?=\\n|$|来源|浏览|字号|作者|点击)")]
    private static partial Regex BareRegex();

    [GeneratedRegex("(?<y>20\\d\\d)年(?<m>\\d{1,2}|[一二三四五六七八九十]{1,2})月(?<last>\\d{1,2}|[一二三四五六七八九十]{1,3})日")]
    private static partial Regex SignedRegex();
}
