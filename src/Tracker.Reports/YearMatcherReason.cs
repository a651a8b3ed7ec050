namespace Tracker.Reports;

/// <summary>Says in one Chinese sentence why a verdict was given.</summary>
static class YearMatcherReason
{
    public static string Of(YearVerdict verdict, bool problem, bool recurring, IReadOnlyList<FigurePair> figures) => verdict switch
    {
        YearVerdict.NotMentioned => "下一年度报告未见相关内容。",
        YearVerdict.RestatedOnly when recurring => "下一年度报告仍将其列为问题，未见已采取举措的内容。",
        YearVerdict.RestatedOnly => "下一年度报告仅在工作安排中重提，未见完成情况。",
        _ when problem && recurring => "报告了相关举措，但下一年度报告仍将其列为问题。",
        YearVerdict.Partly when problem => "报告了相关举措，同时仍列入下一步工作安排。",
        _ when problem => "报告了相关举措，下一年度报告未再将其列为问题。",
        _ => Figures(verdict, figures),
    };

    /// <summary>A promised figure of which the report says nothing.</summary>
    public const string Unreported = "报告未见数据";

    static string Figures(YearVerdict verdict, IReadOnlyList<FigurePair> figures)
    {
        var compared = string.Join("；", figures.Select(figure => figure.Reported is { } reported
            ? $"承诺{figure.Promised.Text}，报告{reported.Text}"
            : $"承诺{figure.Promised.Text}，{Unreported}"));
        return (verdict, compared) switch
        {
            (YearVerdict.Answered, "") => "报告的举措成效中已有对应内容。",
            (_, "") => "报告只交代了其中一部分内容。",
            (YearVerdict.Answered, _) => $"报告已有对应内容（{compared}）。",
            _ => $"报告有对应内容，但未全部达到承诺（{compared}）。",
        };
    }
}
