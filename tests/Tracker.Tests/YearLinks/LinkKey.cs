using System.Text.Json;
using Tracker.Reports;

namespace Tracker.Tests.YearLinks;

/// <summary>What a careful reader found when he read two consecutive reports side by side.</summary>
sealed record LinkKey(string From, string To, IReadOnlyList<ExpectedAnswer> Commitments)
{
    public static IReadOnlyList<LinkKey> In(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return [.. json.RootElement.GetProperty("pairs").EnumerateArray().Select(Pair)];
    }

    public IReadOnlyList<Undertaking> Undertakings => [.. Commitments.Select(each => new Undertaking(each.Id, each.Kind, each.Text))];

    /// <summary>The later report, read.</summary>
    public Report Later(string folder)
    {
        var file = Path.Combine(folder, To + ".txt");
        var text = ReportFile.Decode(File.ReadAllBytes(file), file).Text;
        return ReportReader.Read(text.StartsWith("# source", StringComparison.Ordinal) ? text[(text.IndexOf('\n') + 1)..] : text);
    }

    static LinkKey Pair(JsonElement pair) => new(pair.GetProperty("from").GetString()!, pair.GetProperty("to").GetString()!,
        [.. pair.GetProperty("commitments").EnumerateArray().Select(Expected)]);

    static ExpectedAnswer Expected(JsonElement each) => new(
        each.GetProperty("id").GetString()!,
        each.GetProperty("kind").GetString() == "problem" ? ItemKind.Problem : ItemKind.Plan,
        each.GetProperty("text").GetString()!,
        each.GetProperty("verdict").GetString() switch
        {
            "answered" => YearVerdict.Answered,
            "partly" => YearVerdict.Partly,
            "restated_only" => YearVerdict.RestatedOnly,
            _ => YearVerdict.NotMentioned,
        },
        [.. each.GetProperty("evidence").EnumerateArray().Select(text => text.GetString()!)],
        each.GetProperty("recurring").GetBoolean());
}

sealed record ExpectedAnswer(string Id, ItemKind Kind, string Text, YearVerdict Verdict, IReadOnlyList<string> Evidence, bool Recurring);
