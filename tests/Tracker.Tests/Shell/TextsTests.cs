using System.Text.RegularExpressions;

namespace Tracker.Tests.Shell;

public partial class TextsTests
{
    static readonly IReadOnlyList<(string File, string Key, string Text)> Chinese = Sources.Texts("Texts.resx");
    static readonly IReadOnlyList<(string File, string Key, string Text)> English = Sources.Texts("Texts.en.resx");
    static readonly HashSet<string> Keys = [.. Chinese.Select(text => text.Key)];
    static readonly HashSet<string> Features = [.. Keys.Select(FeatureOf).Where(feature => feature != "Refusal")];
    static readonly IReadOnlyList<(string File, string Content)> Code =
        [.. Sources.Files(Path.Combine(Sources.Root, "src"), ".cs", ".cshtml").Select(file => (Sources.Name(file), File.ReadAllText(file)))];

    [Fact]
    public void Every_text_is_there_in_both_languages()
    {
        Chinese.ShouldNotBeEmpty();
        // A refusal brings its Chinese sentence itself.
        English.Select(text => text.Key).Where(key => FeatureOf(key) != "Refusal").Order().ShouldBe(Chinese.Select(text => text.Key).Order());
        Chinese.Concat(English).Where(text => string.IsNullOrWhiteSpace(text.Text)).ShouldBeEmpty();
    }

    [Fact]
    public void A_key_is_written_once() =>
        Chinese.GroupBy(text => text.Key).Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty();

    [Fact]
    public void A_text_stands_in_the_folder_that_its_key_names() =>
        Chinese.Where(text => FeatureOf(text.Key) != "Refusal" && text.File != $"src/Tracker.Web/{FeatureOf(text.Key)}/Texts.resx")
            .Select(text => $"{text.Key} in {text.File}").ShouldBeEmpty();

    [Fact]
    public void Both_languages_take_the_same_values()
    {
        var english = English.ToDictionary(text => text.Key, text => Holes(text.Text));
        Chinese.Where(text => !english[text.Key].SequenceEqual(Holes(text.Text))).Select(text => text.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Every_text_that_is_asked_for_exists() =>
        (from file in Code
         from Match literal in KeyLiteral().Matches(file.Content)
         let key = literal.Groups["key"].Value
         where Features.Contains(FeatureOf(key)) && !Keys.Contains(key) && !key.EndsWith(".sql", StringComparison.Ordinal)
         select $"{key} in {file.File}").ShouldBeEmpty();

    [Fact]
    public void Every_text_is_asked_for()
    {
        var asked = Code.SelectMany(file => KeyLiteral().Matches(file.Content)).Select(literal => literal.Groups["key"].Value).ToHashSet();
        var begun = Code.SelectMany(file => KeyBeginning().Matches(file.Content)).Select(literal => literal.Groups["start"].Value).ToHashSet();

        Keys.Where(key => FeatureOf(key) != "Refusal" && !asked.Contains(key) && !begun.Any(start => key.StartsWith(start, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_refusal_has_a_sentence_in_English_and_every_sentence_a_refusal()
    {
        // The command line speaks Chinese only.
        var codes = Code.Where(file => !file.File.StartsWith("src/Tracker.Cli/", StringComparison.Ordinal)).SelectMany(file => RefusalCode().Matches(file.Content)).Select(code => $"Refusal.{code.Groups["code"].Value}").Distinct();

        English.Select(text => text.Key).Where(key => FeatureOf(key) == "Refusal").Order().ShouldBe(codes.Order());
    }

    [Fact]
    public void A_page_has_no_Chinese_of_its_own() =>
        Code.Where(file => file.File.EndsWith(".cshtml", StringComparison.Ordinal) && Han().IsMatch(RazorComment().Replace(file.Content, "")))
            .Select(file => file.File).ShouldBeEmpty();

    static string FeatureOf(string key) => key[..key.IndexOf('.', StringComparison.Ordinal)];

    static IEnumerable<string> Holes(string text) => Hole().Matches(text).Select(hole => hole.Value).Distinct().Order();

    [GeneratedRegex("(?<!\\$)\"(?<key>[A-Z][A-Za-z]*\\.[A-Za-z0-9][A-Za-z0-9._-]*)\"")]
    private static partial Regex KeyLiteral();

    [GeneratedRegex("\\$\"(?<start>[A-Z][A-Za-z]*\\.[^\"{]*)\\{")]
    private static partial Regex KeyBeginning();

    [GeneratedRegex("(RefusalException\\(|NeedText\\([A-Za-z]+,)\\s*\"(?<code>[^\"]+)\"")]
    private static partial Regex RefusalCode();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex RazorComment();
}
