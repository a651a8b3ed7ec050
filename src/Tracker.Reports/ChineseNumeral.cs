namespace Tracker.Reports;

/// <summary>Numbers from 一 to 九十九.</summary>
static class ChineseNumeral
{
    public const string Characters = "一二三四五六七八九十";

    public static bool Is(char c) => Characters.Contains(c);

    /// <summary>0 where a character is no numeral.</summary>
    public static int Value(ReadOnlySpan<char> words)
    {
        var number = 0;
        foreach (var c in words)
        {
            if (Characters.IndexOf(c) + 1 is not (> 0 and var digit))
                return 0;
            number = digit == 10 ? Math.Max(1, number) * 10 : number + digit;
        }
        return number;
    }
}
