namespace Tracker.Reports;

/// <summary>Says why problems stand together.</summary>
static class ProblemWords
{
    const int Most = 5, MostNames = 3;

    /// <summary>What makes up so much of their likeness is told.</summary>
    const float Told = 0.75f;

    /// <summary>The words that make the wordings alike, the weightiest first; of one matter named by several words, the words.</summary>
    public static IReadOnlyList<string> Shared(IReadOnlyList<ProblemWording> wordings, ProblemWording example)
    {
        var shares = Shares(wordings);
        var (sum, told) = (shares.Values.Sum(), 0f);
        var telling = new HashSet<int>();
        foreach (var (piece, share) in shares.OrderByDescending(share => share.Value).ThenBy(share => share.Key))
        {
            if (share <= 0 || told >= Told * sum)
                break;
            telling.Add(piece);
            told += share;
        }

        var words = new List<(string Word, float Share)>();
        foreach (var (word, pieces) in Runs(example, telling))
        {
            var others = example.Matters.Where(matter => pieces.Contains(matter.Piece)).Select(matter => matter.Piece).Distinct()
                .SelectMany(piece => NamesOf(piece, wordings)).Where(name => !word.Contains(name, StringComparison.Ordinal));
            words.Add((Joined(others.Prepend(word)), pieces.Sum(piece => shares[piece])));
        }
        foreach (var piece in telling.Where(piece => !Has(example, piece)))
            if (Joined(NamesOf(piece, wordings)) is { Length: > 0 } names)
                words.Add((names, shares[piece]));
        return [.. words.OrderByDescending(word => word.Share).ThenBy(word => word.Word, StringComparer.Ordinal)
            .Select(word => word.Word).Distinct(StringComparer.Ordinal).Take(Most)];
    }

    /// <summary>How much each piece adds to the likeness of all pairs; of a single wording, to its own length.</summary>
    static Dictionary<int, float> Shares(IReadOnlyList<ProblemWording> wordings)
    {
        var shares = ProblemVector.Sum(wordings.Select(wording => wording.Vector));
        foreach (var piece in shares.Keys)
            shares[piece] *= shares[piece];
        if (wordings.Count > 1)
            foreach (var vector in wordings.Select(wording => wording.Vector))
                for (var i = 0; i < vector.Pieces.Length; i++)
                    shares[vector.Pieces[i]] -= vector.Weights[i] * vector.Weights[i];
        return shares;
    }

    /// <summary>Uninterrupted stretches of a text that are telling, with the pieces that make them so.</summary>
    static IEnumerable<(string Word, HashSet<int> Pieces)> Runs(ProblemWording wording, HashSet<int> telling)
    {
        var (from, to, pieces) = (0, 0, new HashSet<int>());
        foreach (var (start, end, piece) in wording.Pairs.Concat(wording.Matters).Where(each => telling.Contains(each.Piece))
            .OrderBy(each => each.Start).ThenBy(each => each.End).Append((int.MaxValue, int.MaxValue, 0)))
        {
            // pairs overlap by a character where a word goes on
            if (start >= to && pieces.Count > 0)
            {
                yield return (wording.Text[from..to], pieces);
                pieces = [];
            }
            if (pieces.Count == 0)
                (from, to) = (start, end);
            to = Math.Max(to, end);
            pieces.Add(piece);
        }
    }

    /// <summary>The words that the wordings use for a matter, the commonest first, none part of another.</summary>
    static IEnumerable<string> NamesOf(int piece, IReadOnlyList<ProblemWording> wordings) =>
        wordings.SelectMany(wording => wording.Matters.Concat(wording.Pairs).Where(each => each.Piece == piece)
                .Select(each => wording.Text[each.Start..each.End]))
            .GroupBy(name => name, StringComparer.Ordinal).OrderByDescending(names => names.Count()).ThenBy(names => names.Key, StringComparer.Ordinal)
            .Select(names => names.Key);

    static string Joined(IEnumerable<string> names)
    {
        var kept = new List<string>();
        foreach (var name in names)
            if (kept.Count < MostNames && !kept.Exists(other => other.Contains(name, StringComparison.Ordinal) || name.Contains(other, StringComparison.Ordinal)))
                kept.Add(name);
        return string.Join('／', kept);
    }

    static bool Has(ProblemWording wording, int piece) =>
        wording.Pairs.Exists(each => each.Piece == piece) || wording.Matters.Exists(each => each.Piece == piece);
}
