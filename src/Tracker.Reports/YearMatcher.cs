namespace Tracker.Reports;

/// <summary>
/// Looks in a report for what became of the undertakings of the year before. Pure and deterministic: the same report
/// and the same undertakings always get the same answers.
/// </summary>
public static class YearMatcher
{
    /// <summary>Answers each undertaking, in their order.</summary>
    /// <param name="undertakings">Problems and plan items of the earlier report.</param>
    /// <param name="later">The following report of the same organisation, as read.</param>
    public static IReadOnlyList<YearAnswer> Match(IReadOnlyList<Undertaking> undertakings, Report later)
    {
        var index = new YearMatcherIndex(later);
        return [.. undertakings.Select(undertaking => Answer(undertaking, index))];
    }

    static YearAnswer Answer(Undertaking undertaking, YearMatcherIndex later)
    {
        var wording = YearMatcherWording.Of(undertaking.Text, undertaking.Kind, later);
        var found = YearMatcherSearch.Find(wording, undertaking.Kind, later);
        return YearMatcherVerdict.Of(undertaking, wording, found, later);
    }
}
