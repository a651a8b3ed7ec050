using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracker.Tests.Shell;

/// <summary>WCAG 2.2, 1.4.3: text has 4.5:1 on its ground, in both themes; 1.4.11: an edge that must be seen has 3:1.</summary>
public class ThemeContrastTests
{
    static readonly string Theme = File.ReadAllText(Path.Combine(Sources.Web, "wwwroot", "css", "theme.css"));

    public static TheoryData<string, string, string, double> Pairs()
    {
        var pairs = new TheoryData<string, string, string, double>();
        foreach (var theme in new[] { "light", "dark" })
        {
            foreach (var ground in new[] { "ground", "paper", "raised" })
            {
                pairs.Add(theme, "ink", ground, 4.5);
                pairs.Add(theme, "quiet", ground, 4.5);
                pairs.Add(theme, "link", ground, 4.5);
                pairs.Add(theme, "edge", ground, 3);
            }
            foreach (var tone in new[] { "green", "yellow", "red", "blue" })
            {
                pairs.Add(theme, tone, $"{tone}-ground", 4.5);
                pairs.Add(theme, tone, "paper", 4.5);
            }
            pairs.Add(theme, "ink", "blue-ground", 4.5);
            pairs.Add(theme, "link", "blue-ground", 4.5);
            pairs.Add(theme, "on-brand", "brand", 4.5);
            pairs.Add(theme, "on-brand", "brand-hover", 4.5);
            pairs.Add(theme, "mark-ink", "mark", 4.5);
            pairs.Add(theme, "mark-ink", "mark-current", 4.5);
        }
        return pairs;
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Text_can_be_read_on_its_ground(string theme, string text, string ground, double least) =>
        Contrast(Luminance(theme, text), Luminance(theme, ground)).ShouldBeGreaterThanOrEqualTo(least);

    static double Contrast(double a, double b) => (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);

    static double Luminance(string theme, string name)
    {
        var block = Regex.Match(Theme, $@"\[data-bs-theme=""{theme}""\] \{{(?<body>[^}}]*)\}}").Groups["body"].Value;
        var hex = Regex.Match(block, $@"--{name}: #(?<hex>[0-9a-f]{{6}});").Groups["hex"].Value;
        return (0.2126 * Channel(hex[..2])) + (0.7152 * Channel(hex[2..4])) + (0.0722 * Channel(hex[4..]));
    }

    static double Channel(string hex)
    {
        var value = int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
