namespace Tracker.Drafting;

/// <summary>How days, names and typed texts are put into a report's sentences.</summary>
static class Wording
{
    const string Digits = "〇一二三四五六七八九";

    public static string Day(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";

    /// <summary>In quotation marks; those within become the inner ones.</summary>
    public static string Quoted(string text) => $"“{text.Replace('“', '‘').Replace('”', '’')}”";

    /// <summary>A file's name as a title is written.</summary>
    public static string Book(string name) => $"《{name.Replace('《', '〈').Replace('》', '〉')}》";

    /// <summary>A sentence that ends in words which a person typed: on one line, and with one full stop whether or not they brought their own.</summary>
    public static string Sentence(string beginning, string typed)
    {
        var text = $"{beginning}{Clause(typed)}";
        return EndsItself(text) ? text : $"{text}。";
    }

    /// <summary>Typed words on one line, without the mark at their end, to stand within a sentence.</summary>
    public static string Clause(string typed)
    {
        var lines = typed.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var flat = string.Concat(lines.Select((line, nth) => nth == lines.Length - 1 || char.IsPunctuation(line[^1]) ? line : $"{line}；"));
        var bare = flat.TrimEnd('。', '.', '；', ';', '，', ',', '、', ' ', '\u3000');
        return bare.Length == 0 ? flat : bare;
    }

    /// <summary>（一） to （九十九）, then digits: nobody reads （一百零三） any faster.</summary>
    public static string Number(int number) => number switch
    {
        < 10 => $"（{Digits[number]}）",
        < 20 => $"（十{Unit(number)}）",
        < 100 => $"（{Digits[number / 10]}十{Unit(number)}）",
        _ => $"（{number}）",
    };

    static string Unit(int number) => number % 10 == 0 ? "" : $"{Digits[number % 10]}";

    static bool EndsItself(string text) =>
        "！？!?…".Contains(text[^1], StringComparison.Ordinal)
        || (text.Length > 1 && "”’）》".Contains(text[^1], StringComparison.Ordinal) && "。！？".Contains(text[^2], StringComparison.Ordinal));
}
