using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tracker.Tests.Reports;

/// <summary>What a careful reader finds in documents, and how near a finding comes to it.</summary>
sealed partial class AnswerKey(string folder, JsonElement document)
{
    const double SameEnough = 0.72;
    static readonly string[] extras = ["optionalExtra", "split", "merge", "grouping"];

    public string File => document.GetProperty("file").GetString()!;
    public string Path => System.IO.Path.Combine(folder, File);
    public string? Organization => document.GetProperty("organization").GetString();
    public int? ReportYear => document.GetProperty("reportYear") is { ValueKind: JsonValueKind.Number } year ? year.GetInt32() : null;
    public string? Published => document.GetProperty("published").GetString();

    /// <summary>The keys of documents in a folder; their file stands beside them, or elsewhere.</summary>
    public static IEnumerable<AnswerKey> In(string folder, string name = "expected.json")
    {
        using var json = JsonDocument.Parse(System.IO.File.ReadAllText(System.IO.Path.Combine(folder, name)));
        return [.. json.RootElement.GetProperty("documents").EnumerateArray().Select(d => new AnswerKey(folder, d.Clone()))];
    }

    public bool Statutory(string name) => document.GetProperty("statutory").GetProperty(name).GetBoolean();

    public string[] Titles(string field) => [.. document.GetProperty(field).EnumerateArray().Select(t => t.GetString()!)];

    public bool Accepts(string field, object? found) =>
        Readings(field, "otherValue").Any(a => a == found?.ToString()) || document.TryGetProperty(field + "AsWritten", out var written) && written.GetString() == found?.ToString();

    /// <summary>How many of each met: found rightly, found at all, expected.</summary>
    public (int Met, int Found, int Expected) Score(string field, IEnumerable<string> found)
    {
        var open = Titles(field).ToList();
        var (met, extra, expected) = (0, 0, open.Count);
        foreach (var title in found)
        {
            var best = open.OrderByDescending(e => Spellings(field, e).Max(s => Likeness(title, s))).FirstOrDefault();
            if (best is not null && Spellings(field, best).Max(s => Likeness(title, s)) >= SameEnough)
            {
                open.Remove(best);
                met++;
            }
            else if (!Excused(field, title))
                extra++;
        }
        expected -= open.Count(o => Readings(field, "mayBeLeftOut", o).Any() || IsLeftOut(field, o));
        return (met, met + extra, expected);
    }

    bool IsLeftOut(string field, string item) => Ambiguous(field).Any(r => Text(r, "kind") == "mayBeLeftOut" && Text(r, "item") == item);

    bool Excused(string field, string title) =>
        Ambiguous(field).Any(r => Text(r, "kind") is "selection")
        || extras.SelectMany(k => Readings(field, k)).Any(a => Likeness(title, a) >= SameEnough);

    IEnumerable<string> Spellings(string field, string item) =>
        [item, .. Readings(field, "shorterTitle", item), .. Readings(field, "longerTitle", item)];

    IEnumerable<string> Readings(string field, string kind, string? item = null) =>
        from r in Ambiguous(field)
        where Text(r, "kind") == kind && (item is null || Text(r, "item") == item)
        from a in r.GetProperty("acceptable").EnumerateArray()
        select a.ToString();

    IEnumerable<JsonElement> Ambiguous(string field) =>
        document.TryGetProperty("ambiguous", out var all) ? all.EnumerateArray().Where(r => Text(r, "field") == field) : [];

    static string? Text(JsonElement e, string name) => e.GetProperty(name).GetString();

    static double Likeness(string a, string b)
    {
        (a, b) = (Squeeze().Replace(a, ""), Squeeze().Replace(b, ""));
        var (least, most) = (Math.Min(a.Length, b.Length), Math.Max(a.Length, b.Length));
        if (least == 0)
            return 0;
        if (a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal))
            return a == b ? 1 : least >= 5 && least >= 0.3 * most ? 0.75 : 0;
        return 2.0 * CommonLength(a, b) / (a.Length + b.Length);
    }

    /// <summary>Length of the longest common subsequence.</summary>
    static int CommonLength(string a, string b)
    {
        var row = new int[b.Length + 1];
        foreach (var c in a)
            for (int j = 1, diagonal = 0; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = c == b[j - 1] ? diagonal + 1 : Math.Max(row[j], row[j - 1]);
                diagonal = above;
            }
        return row[^1];
    }

    [GeneratedRegex(@"[\s\W_]+")]
    private static partial Regex Squeeze();
}
