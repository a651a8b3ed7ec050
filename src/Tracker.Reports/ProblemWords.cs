namespace Tracker.Reports;

/// <summary>Says why problems stand together.</summary>
static class ProblemWords
{
    const int Most = 5, MostNames = 2;

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

        var (words, covered) = (new List<string>(), new HashSet<int>());
        // what at least half of them have makes whole words of what tells
        var grown = wordings.SelectMany(wording => wording.Vector.Pieces).CountBy(piece => piece)
            .Where(piece => piece.Value >= Math.Min(2, wordings.Count) && piece.Value * 2 >= wordings.Count).Select(piece => piece.Key).Concat(telling).ToHashSet();
        var candidates = Runs(example, grown, wordings).Where(run => run.Pieces.Overlaps(telling)).Select(run => (run.Word, run.Pieces, Share: run.Pieces.Sum(piece => shares[piece])))
            .Concat(telling.Where(piece => !Has(example, piece)).Select(piece => (Word: "", Pieces: new HashSet<int> { piece }, Share: shares[piece])));
        foreach (var (word, pieces, _) in candidates.OrderByDescending(each => each.Share).ThenBy(each => each.Word, StringComparer.Ordinal))
        {
            if (words.Count == Most)
                break;
            if (pieces.IsSubsetOf(covered) || word.Length > 0 && words.Exists(told => told.Contains(word, StringComparison.Ordinal)))
                continue;
            var names = pieces.Where(piece => telling.Contains(piece) && !covered.Contains(piece)).SelectMany(piece => NamesOf(piece, word, wordings))
                .Where(name => !words.Exists(told => told.Contains(name, StringComparison.Ordinal))).ToList();
            covered.UnionWith(pieces);
            if (Joined(word.Length > 0 ? [word, .. names] : names) is { Length: > 0 } joined && !words.Contains(joined))
                words.Add(joined);
        }
        return words;
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
    static IEnumerable<(string Word, HashSet<int> Pieces)> Runs(ProblemWording wording, HashSet<int> telling, IReadOnlyList<ProblemWording> wordings)
    {
        var (from, to, pieces) = (0, 0, new HashSet<int>());
        var usual = wordings.SelectMany(NamesIn).CountBy(name => name).Where(name => name.Value * 2 > wordings.Count).Select(name => name.Key).ToHashSet();
        var named = usual.Select(name => name.Piece).ToHashSet();
        foreach (var (start, end, piece) in wording.Pairs
            // where most call a matter by one word, other words for it (后评估 for 重大行政决策) are this wording's own
            .Concat(wording.Matters.Where(each => !named.Contains(each.Piece) || usual.Contains((each.Piece, wording.Text[each.Start..each.End]))))
            .Where(each => telling.Contains(each.Piece))
            .OrderBy(each => each.Start).ThenBy(each => each.End).Append((int.MaxValue, int.MaxValue, 0)))
        {
            if (start > to && pieces.Count > 0)
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

    static IEnumerable<(int Piece, string Name)> NamesIn(ProblemWording wording) =>
        wording.Matters.Select(each => (each.Piece, wording.Text[each.Start..each.End])).Distinct();

    /// <summary>What those call a matter who don't name it by the word, the commonest first.</summary>
    static IEnumerable<string> NamesOf(int piece, string word, IReadOnlyList<ProblemWording> wordings) =>
        wordings.Select(wording => wording.Matters.Where(each => each.Piece == piece).Select(each => wording.Text[each.Start..each.End]).ToList())
            .Where(names => !names.Exists(name => word.Contains(name, StringComparison.Ordinal))).SelectMany(names => names)
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
