using System.Text.RegularExpressions;

namespace Tracker.Tests.Shell;

/// <summary>Chromium 109 is the last on Windows 7 and the base of the browsers that offices run.</summary>
public class BrowserFloorTests
{
    // Feature, and what gives it away; the number is the Chromium version that first had it.
    static readonly (string Feature, string Sign)[] NewerCss =
    [
        ("color-mix, 111", @"color-mix\("),
        ("light-dark, 123", @"light-dark\("),
        ("oklch and its like, 111", @"\b(oklch|oklab|lch|lab|color)\("),
        ("relative colours, 119", @"(rgb|hsl)a?\(\s*from\b"),
        (":has as a way to a state", @":has\("),
        ("nesting, 120", @"(^|[{};])\s*&"),
        ("@scope, 118", @"@scope\b"),
        ("@starting-style, 117", @"@starting-style\b"),
        ("style queries, 111", @"@container[^{]*style\("),
        ("subgrid, 117", @":\s*subgrid\b"),
        ("text-wrap, 114", @"text-wrap\s*:"),
        ("field-sizing, 123", @"field-sizing\s*:"),
        ("popover, 114", @":popover-open\b"),
        ("anchor positioning, 125", @"\banchor\(|anchor-name\s*:|position-area\s*:"),
        ("scroll-driven animation, 115", @"animation-timeline\s*:"),
        ("linear() easing, 113", @"[:,\s]linear\("),
        ("trigonometry, 111", @"\b(sin|cos|tan|pow|sqrt|round|mod|rem)\("),
        ("unprefixed mask, 120", @"(?<!-webkit-mask[^{}]*)(?<=[{;\s])mask(-image|-size|-position|-repeat)?\s*:"),
        ("media ranges, 104 but not in older shells", @"@media[^{]*[<>]"),
    ];

    static readonly (string Feature, string Sign)[] NewerScript =
    [
        ("Promise.withResolvers, 119", @"Promise\.withResolvers"),
        ("Promise.try, 128", @"Promise\.try\b"),
        ("Array.fromAsync, 121", @"Array\.fromAsync"),
        ("groupBy, 117", @"(Object|Map)\.groupBy"),
        ("toSorted and its like, 110", @"\.(toSorted|toReversed|toSpliced)\("),
        ("set algebra, 122", @"\.(isSubsetOf|isSupersetOf|symmetricDifference|isDisjointFrom)\("),
        ("AbortSignal.any, 116", @"AbortSignal\.any"),
        ("URL.canParse, 120", @"URL\.(canParse|parse)\b"),
        ("the v flag, 112", @"/[dgimsuy]*v[dgimsuy]*\.(test|exec)\("),
        ("popover, 114", @"\.(showPopover|hidePopover|togglePopover)\("),
        ("iterator helpers, 122", @"\bIterator\.from\b"),
    ];

    [Fact]
    public void Our_styles_and_the_libraries_need_nothing_newer() => Offences(".css", NewerCss).ShouldBeEmpty();

    [Fact]
    public void Our_scripts_and_the_libraries_need_nothing_newer() => Offences(".js", NewerScript).ShouldBeEmpty();

    [Theory]
    [InlineData("a { color: color-mix(in srgb, red, blue) }")]
    [InlineData("a { color: light-dark(black, white) }")]
    [InlineData(".filter:has(:checked) { color: red }")]
    [InlineData("a { & b { color: red } }")]
    [InlineData("@scope (.a) { b { color: red } }")]
    [InlineData("a { mask-image: url(a.svg) }")]
    public void What_the_floor_cannot_do_is_noticed(string css) =>
        NewerCss.Any(newer => Regex.IsMatch(css, newer.Sign, RegexOptions.Multiline)).ShouldBeTrue();

    [Fact]
    public void Nothing_is_written_inline_where_the_content_policy_would_drop_it() =>
        Sources.Files(Sources.Web, ".cshtml")
            .Where(file => Regex.IsMatch(File.ReadAllText(file), @"\sstyle=|<style\b|\son[a-z]+=|<script(?![^>]*\bsrc=)|javascript:|hx-on"))
            .Select(Sources.Name).ShouldBeEmpty();

    static IEnumerable<string> Offences(string extension, (string Feature, string Sign)[] newer) =>
        from file in Sources.Files(Path.Combine(Sources.Web, "wwwroot"), extension)
        let content = Regex.Replace(File.ReadAllText(file), @"/\*.*?\*/", "", RegexOptions.Singleline)
        from one in newer
        where Regex.IsMatch(content, one.Sign, RegexOptions.Multiline)
        select $"{Sources.Name(file)}: {one.Feature}";
}
