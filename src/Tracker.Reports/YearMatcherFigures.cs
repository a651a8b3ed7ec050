using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>A number with its unit, as promised or as reported.</summary>
/// <param name="Text">As written: 200万吨以上.</param>
/// <param name="Unit">%, 吨, 座, …; what follows the number, at most two characters, 百分点 for percentage points.</param>
/// <param name="AtMost">It is a ceiling: 下降到5%以下, 控制在18微克以下.</param>
/// <param name="Fall">It is the size of a fall: 压减30%以上.</param>
readonly partial record struct YearFigure(string Text, int Start, int End, decimal Number, string Unit, bool AtMost, bool Fall)
{
    const string Counters = "个家所座处名人户套条项件宗场次期部支只台辆艘间张栋册份轮批起只根级";

    public static IReadOnlyList<YearFigure> Find(string text, int start, int end)
    {
        if (!text.AsSpan(start, end - start).ContainsAnyInRange('0', '9'))
            return [];
        var found = new List<YearFigure>();
        foreach (Match match in NumberAndUnit().Matches(text[start..end]))
        {
            var (from, to) = (start + match.Index, start + match.Index + match.Length);
            var unit = match.Groups["unit"].Value;
            if (IsDate(unit, text, to) || from > start && (char.IsAsciiLetter(text[from - 1]) || text[from - 1] is '第')
                || !decimal.TryParse(match.Groups["number"].Value.Replace(",", ""), CultureInfo.InvariantCulture, out var number))
                continue;
            var before = text[Math.Max(start, from - 8)..from];
            var after = text[to..Math.Min(end, to + 3)];
            number *= Scale(match.Groups["scale"].Value) * Hours(unit);
            if (Hours(unit) != 1)
                unit = "小时";
            found.Add(new(text[from..to], from, to, number, unit,
                IsCeiling(before, after), IsFall(before)));
        }
        return found;
    }

    /// <summary>Whether both count in the same kind of unit.</summary>
    public bool Comparable(YearFigure other) =>
        Unit == other.Unit || Unit.Length > 0 && other.Unit.Length > 0
        && Counters.Contains(Unit[0]) && Counters.Contains(other.Unit[0]) && (Unit.Length == 1 || other.Unit.Length == 1);

    /// <summary>The very number again, where it is one that does not come up by chance.</summary>
    public bool IsSame(YearFigure other) => Number == other.Number && Unit == other.Unit && Number >= 10 && Unit != "%";

    public bool SharesUnit(YearFigure other) =>
        Unit == other.Unit && Unit.Length > 0 && Unit != "%" && !Counters.Contains(Unit[0], StringComparison.Ordinal);

    /// <summary>Whether what is reported keeps this promise; 左右 and rounding leave a little room.</summary>
    public bool KeptBy(YearFigure reported) =>
        AtMost && !reported.Fall ? reported.Number <= Number : reported.Number >= Number * 0.995m;

    static decimal Scale(string scale) => scale switch
    {
        "百" => 100,
        "千" => 1000,
        "万" => 10_000,
        "百万" => 1_000_000,
        "亿" => 100_000_000,
        "万亿" => 1_000_000_000_000,
        _ => 1,
    };

    /// <summary>A working day has eight hours; times are compared in hours.</summary>
    static decimal Hours(string unit) => unit switch { "个工作日" or "工作日" => 8, "天" => 24, "分钟" => 1m / 60, _ => 1 };

    static bool IsDate(string unit, string text, int end) =>
        unit.Length > 0 && (unit[0] is '年' or '月' or '日' or '号' or '时' or '期' || unit[0] is '季')
        || unit.Length == 0 && end < text.Length && text[end] is '.' or '—' or '-' or '~';

    static bool IsCeiling(string before, string after) =>
        after.StartsWith("以下", StringComparison.Ordinal) || after.StartsWith("以内", StringComparison.Ordinal)
        || before.Contains("不超过", StringComparison.Ordinal) || before.Contains("不高于", StringComparison.Ordinal) || before.Contains("不大于", StringComparison.Ordinal) || before.Contains("控制在", StringComparison.Ordinal)
        || before.Contains("降到", StringComparison.Ordinal) || before.Contains("降至", StringComparison.Ordinal)
        || before.Contains("低于", StringComparison.Ordinal) && !before.Contains("不低于", StringComparison.Ordinal)
        || before.Contains("缩短", StringComparison.Ordinal) || before.Contains("压缩", StringComparison.Ordinal);

    static bool IsFall(string before) =>
        !before.Contains('到') && !before.Contains('至')
        && (before.Contains("下降", StringComparison.Ordinal) || before.Contains("减少", StringComparison.Ordinal)
            || before.Contains("压减", StringComparison.Ordinal) || before.Contains("降低", StringComparison.Ordinal));

    [GeneratedRegex(@"(?<number>\d[\d,]*(?:\.\d+)?)(?<scale>万亿|百万|亿|万|千|百)?余?多?(?<unit>%|‰|个百分点|个工作日|工作日|小时|分钟|天|平方米|平方公里|公里|公顷|微克|千瓦时|千瓦|立方米|人次|万吨|吨|[一-鿿])?(?:/[一-鿿]{1,3})?")]
    private static partial Regex NumberAndUnit();
}
