using System.Globalization;
using Tracker.Reports;

namespace Tracker.Tests.YearLinks;

/// <summary>How near answers come to a key: the same measures, over any number of pairs.</summary>
sealed class LinkScore
{
    const int Longest = 150, LongEnough = 20;
    int withEvidence, first, third, without, quiet, all, accounted, exact, problems, again;

    public double First => Share(first, withEvidence);
    public double Third => Share(third, withEvidence);
    public double Quiet => Share(quiet, without);
    public double Accounted => Share(accounted, all);
    public double Verdict => Share(exact, all);
    public double Recurring => Share(again, problems);

    public void Add(IReadOnlyList<ExpectedAnswer> expected, IReadOnlyList<YearAnswer> answers)
    {
        foreach (var (key, answer) in expected.Zip(answers))
        {
            all++;
            exact += answer.Verdict == key.Verdict ? 1 : 0;
            accounted += IsAccountedFor(answer.Verdict) == IsAccountedFor(key.Verdict) ? 1 : 0;
            if (key.Kind is ItemKind.Problem)
            {
                problems++;
                again += answer.Recurring == key.Recurring ? 1 : 0;
            }
            if (key.Evidence.Count == 0)
            {
                without++;
                quiet += answer.Evidence.Count == 0 ? 1 : 0;
                continue;
            }
            withEvidence++;
            first += Hits(answer.Evidence.Take(1), key) ? 1 : 0;
            third += Hits(answer.Evidence.Take(3), key) ? 1 : 0;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"hit@1 {First:0.000} hit@3 {Third:0.000} of {withEvidence}; quiet {quiet} of {without}; accounted-for {Accounted:0.000}; verdict {Verdict:0.000} of {all}; recurring {again} of {problems}");

    static bool Hits(IEnumerable<YearPassage> shown, ExpectedAnswer key) => shown.Any(passage => Hits(passage.Text, key));

    /// <summary>Whether a passage is one that the reader marked, or holds enough of it.</summary>
    public static bool Hits(string passage, ExpectedAnswer key) =>
        key.Evidence.Any(evidence => Overlaps(Squeeze(passage), Squeeze(evidence)));

    static bool Overlaps(string found, string expected) =>
        found.Length is > 0 and <= Longest && LongestCommon(found, expected) >= Math.Min(0.5 * expected.Length, LongEnough);

    static int LongestCommon(string a, string b)
    {
        var (best, row) = (0, new int[b.Length + 1]);
        foreach (var c in a)
            for (var j = b.Length; j > 0; j--)
                best = Math.Max(best, row[j] = c == b[j - 1] ? row[j - 1] + 1 : 0);
        return best;
    }

    static string Squeeze(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    static bool IsAccountedFor(YearVerdict verdict) => verdict is YearVerdict.Answered or YearVerdict.Partly;

    static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;
}
