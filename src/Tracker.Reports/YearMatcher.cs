namespace Tracker.Reports;

/// <summary>
/// Looks in a report for what became of the undertakings of the year before. Pure and deterministic: the same report
/// and the same undertakings always get the same answers.
/// </summary>
public static class YearMatcher
{
    /// <summary>From this score of its best passage on, 已交代 was right in every case of the pairs read by hand, on which this was chosen, too.</summary>
    const double Sure = 0.7;

    /// <summary>Whether a reviewer may take the verdict over unread; only 已交代 is ever so sure, and only with every promised figure reported.</summary>
    /// <param name="reason">As the answer gives it.</param>
    public static bool IsSure(YearVerdict verdict, string reason, IReadOnlyList<YearPassage> evidence) =>
        verdict is YearVerdict.Answered && !reason.Contains(YearMatcherReason.Unreported, StringComparison.Ordinal) && evidence.Any(passage => passage.Score >= Sure);

    /// <summary>Whether a heading says what it is about: 堵点还没有完全纾解 doesn't, 案卷评查覆盖面不足 does.</summary>
    public static bool NamesMatter(string heading) => YearMatcherConcepts.Any(Normalizer.Normalise(heading).Value);

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
