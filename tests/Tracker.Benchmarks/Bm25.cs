namespace Tracker.Benchmarks;

/// <summary>The plain way: BM25 over pairs of characters, each sentence a document. What the matcher is measured against.</summary>
sealed class Bm25
{
    const double K1 = 1.2, B = 0.75;
    readonly Dictionary<int, List<(int Sentence, int Times)>> postings = [];
    readonly List<int> lengths = [];
    readonly double average;

    public Bm25(string text)
    {
        foreach (var sentence in text.Split(['。', '；', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var times = new Dictionary<int, int>();
            for (var i = 0; i + 1 < sentence.Length; i++)
                times[Key(sentence, i)] = times.GetValueOrDefault(Key(sentence, i)) + 1;
            foreach (var (pair, count) in times)
                (postings.TryGetValue(pair, out var list) ? list : postings[pair] = []).Add((lengths.Count, count));
            lengths.Add(sentence.Length);
        }
        average = lengths.Count == 0 ? 1 : lengths.Average();
    }

    /// <summary>The three best sentences, by their numbers.</summary>
    public List<(int Sentence, double Score)> Best(string asked)
    {
        var scores = new Dictionary<int, double>();
        for (var i = 0; i + 1 < asked.Length; i++)
        {
            if (!postings.TryGetValue(Key(asked, i), out var list))
                continue;
            var rarity = Math.Log(1 + (lengths.Count - list.Count + 0.5) / (list.Count + 0.5));
            foreach (var (sentence, times) in list)
                scores[sentence] = scores.GetValueOrDefault(sentence) + rarity * times * (K1 + 1) / (times + K1 * (1 - B + B * lengths[sentence] / average));
        }
        return [.. scores.OrderByDescending(score => score.Value).Take(3).Select(score => (score.Key, score.Value))];
    }

    static int Key(string text, int at) => text[at] << 16 | text[at + 1];
}
