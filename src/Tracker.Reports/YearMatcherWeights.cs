using System.Globalization;
using System.Text;

namespace Tracker.Reports;

/// <summary>
/// How telling a pair of characters is: 0 for one that stands in every other clause of every report, 1 for one that
/// the reports learned from do not have. Built from counts alone; the file holds no text.
/// </summary>
public static class YearMatcherWeights
{
    const int Commonest = 4, Rarest = 12;
    static readonly Lazy<Dictionary<int, float>> learned = new(Load);

    internal static float Of(int pair) => learned.Value.GetValueOrDefault(pair, 1f);

    internal static int Pair(char first, char second) => first << 16 | second;

    /// <summary>Counts pairs over clauses; the mean over organisations keeps one place's names from looking common.</summary>
    /// <param name="reports">Whole texts, each with the organisation it is from.</param>
    /// <returns>The lines of the weights file, the same for the same reports in whatever order.</returns>
    public static IEnumerable<string> Learn(IEnumerable<(string Organization, string Text)> reports)
    {
        var shares = new Dictionary<int, double>();
        var counts = new Dictionary<int, int>();
        var groups = reports.GroupBy(report => report.Organization).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        foreach (var group in groups)
        {
            var (own, clauses) = (new Dictionary<int, int>(), 0);
            foreach (var (_, text) in group)
            {
                var normal = Normalizer.Normalise(text).Value;
                foreach (var clause in Sentences.Of(normal).Clauses)
                {
                    clauses++;
                    foreach (var pair in Pairs(normal, clause.Start, clause.End).Distinct())
                        own[pair] = own.GetValueOrDefault(pair) + 1;
                }
            }
            foreach (var (pair, count) in own)
            {
                counts[pair] = counts.GetValueOrDefault(pair) + count;
                shares[pair] = shares.GetValueOrDefault(pair) + (double)count / clauses / groups.Count;
            }
        }
        yield return "# How rare a pair of characters is, in halvings of its share of all clauses (8 = one clause in 256).";
        foreach (var level in shares
            .Where(share => counts[share.Key] > 1)
            .Select(share => (share.Key, Level: Math.Clamp((int)Math.Round(-Math.Log2(share.Value)), Commonest, Rarest)))
            .Where(share => share.Level < Rarest)
            .GroupBy(share => share.Level, share => share.Key)
            .OrderBy(level => level.Key))
        {
            var line = new StringBuilder(level.Key.ToString(CultureInfo.InvariantCulture)).Append('\t');
            foreach (var pair in level.Order())
                line.Append((char)(pair >> 16)).Append((char)(pair & 0xffff));
            yield return line.ToString();
        }
    }

    internal static IEnumerable<int> Pairs(string text, int start, int end)
    {
        for (var i = start; i + 1 < end; i++)
            if (Normalizer.IsChinese(text[i]) && Normalizer.IsChinese(text[i + 1]))
                yield return Pair(text[i], text[i + 1]);
    }

    static Dictionary<int, float> Load()
    {
        var weights = new Dictionary<int, float>();
        foreach (var line in EmbeddedLines.Read("YearMatcher.weights.txt"))
        {
            var tab = line.IndexOf('\t');
            var level = int.Parse(line.AsSpan(0, tab), CultureInfo.InvariantCulture);
            var weight = (float)(level - Commonest + 1) / (Rarest - Commonest + 1);
            for (var i = tab + 1; i + 1 < line.Length; i += 2)
                weights[Pair(line[i], line[i + 1])] = weight;
        }
        return weights;
    }
}
