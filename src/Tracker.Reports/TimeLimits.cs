using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>Limits of time in an arrangement, each as the last day of the period named.</summary>
sealed partial class TimeLimits(Reading reading)
{
    /// <summary>In a longer text a limit binds one measure and not the whole.</summary>
    const int OneThought = 600;

    /// <summary>Without one of these no limit is named.</summary>
    static readonly SearchValues<char> signs = SearchValues.Create("底末前内半季");

    /// <summary>The limit in the item's own heading, else the latest one beneath it, where that is short.</summary>
    public DateOnly? Of(int start, int titleEnd, int end) =>
        Latest(reading.Value(start, titleEnd)) ?? (end - titleEnd is > 0 and < OneThought ? Latest(reading.Value(titleEnd, end)) : null);

    /// <summary>The limit that a table's cell is: 2024年6月, 6月30日, 2024.6.30, 2024年 are limits there without 前 or 底.</summary>
    public static DateOnly? OfCell(Reading cell)
    {
        var limits = new TimeLimits(cell);
        var words = cell.Value(0, cell.Text.Length);
        if (limits.Latest(words) is { } said)
            return said;
        DateOnly? latest = null;
        foreach (Match m in CellRegex().Matches(words))
            if (limits.Day(m) is { } day && (latest is null || day > latest))
                latest = day;
        return latest;
    }

    DateOnly? Latest(string words)
    {
        if (words.AsSpan().IndexOfAny(signs) < 0 && !words.Contains("20", StringComparison.Ordinal))
            return null;
        DateOnly? latest = null;
        foreach (Match m in LimitRegex().Matches(QuotedTitleRegex().Replace(words, "")))
            if (Day(m) is { } day && (reading.Reviewed is not { } past || day.Year > past) && (latest is null || day > latest))
                latest = day;
        return latest;
    }

    DateOnly? Day(Match m)
    {
        var year = m.Groups["to"].Success ? int.Parse(m.Groups["to"].ValueSpan, CultureInfo.InvariantCulture)
            : m.Groups["y"].Success ? int.Parse(m.Groups["y"].ValueSpan, CultureInfo.InvariantCulture)
            : m.Groups["next"].Success ? reading.PlanYear + 1
            : reading.PlanYear;
        if (year is not (>= 1990 and <= 2100))
            return null;
        if (m.Groups["m"].Success)
        {
            var month = int.Parse(m.Groups["m"].ValueSpan, CultureInfo.InvariantCulture);
            if (month is < 1 or > 12)
                return null;
            var longest = DateTime.DaysInMonth(year.Value, month);
            var day = m.Groups["d"].Success ? int.Parse(m.Groups["d"].ValueSpan, CultureInfo.InvariantCulture)
                : m.Groups["third"].Value switch { "上旬" => 10, "中旬" => 20, _ => longest };
            return day >= 1 && day <= longest ? new(year.Value, month, day) : null;
        }
        return m.Groups["part"].Value switch
        {
            "上半年" or "二季度" or "第二季度" => new(year.Value, 6, 30),
            "一季度" or "第一季度" => new(year.Value, 3, 31),
            "三季度" or "第三季度" => new(year.Value, 9, 30),
            _ => new(year.Value, 12, 31),
        };
    }

    [GeneratedRegex("(?<y>20\\d\\d)[年./-](?:(?<m>\\d{1,2})(?:[月./-](?:(?<d>\\d{1,2})日?)?)?)?|(?<m>\\d{1,2})月(?:(?<d>\\d{1,2})日)?")]
    private static partial Regex CellRegex();

    [GeneratedRegex("《[^》]*》")]
    private static partial Regex QuotedTitleRegex();

    [GeneratedRegex("(?:(?<y>20\\d\\d)年?(?:至|到|—+|-|~)(?<to>20\\d\\d)年)|(?:(?:(?<y>20\\d\\d)|今|本|(?<next>明))年?度?的?)?(?:(?<m>\\d{1,2})月(?:(?<d>\\d{1,2})日|(?<third>上旬|中旬|下旬)|[底末])?(?:之前|以前|前|内)|(?<m>\\d{1,2})月[底末])|(?:(?:(?<y>20\\d\\d)|今|本|(?<next>明))年|(?<=[,;。:\\n在于到至力争确保]|^))(?<part>上半年|下半年|第?[一二三四]季度)(?!.{0,4}(?:工作|以来))|(?:(?<y>20\\d\\d)|今|本|(?<next>明))年(?<part>[底末](?:之?前|以前)?|内|以内|年内)|(?:力争|确保|到|至|于|在)(?<y>20\\d\\d)年(?:[底末])?(?=[,;。前实完建达全基])|年(?<part>[内底末])(?:之?前|以前)?(?=[,;。完实建全开出基形力确达启投新])")]
    private static partial Regex LimitRegex();
}
