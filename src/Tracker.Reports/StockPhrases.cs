namespace Tracker.Reports;

/// <summary>
/// Words that reports use of anything (进一步, 推动, 有待, 工作 …). They are cut out of an undertaking's wording, so that
/// two sentences are not taken for the same matter because both promise to go on strengthening something.
/// </summary>
static class StockPhrases
{
    static readonly WordScanner words = new(EmbeddedLines.Read("StockPhrases.txt")
        .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(word => (word, 0)));

    /// <summary>True at every position of <paramref name="text"/> that belongs to a stock phrase.</summary>
    public static bool[] Mark(string text)
    {
        var stock = new bool[text.Length];
        foreach (var (start, end, _) in words.Longest(text))
            stock.AsSpan(start, end - start).Fill(true);
        return stock;
    }
}
