namespace Tracker.Commitments;

/// <summary>办理规则 of this installation: what one place asks for and another doesn't.</summary>
/// <param name="Countersign">单位负责人签批: an application for closing is countersigned by the unit's head before it is reviewed.</param>
/// <param name="NoticeDays">销号公示, in calendar days; 0 where closings aren't posted publicly.</param>
/// <param name="Checklist">复核清单, a point each; empty where there is none.</param>
public sealed record WorkRules(bool Countersign, int NoticeDays, IReadOnlyList<string> Checklist)
{
    public const int LongestNotice = 60, MostPoints = 20, LongestPoint = 200;

    /// <summary>What holds until somebody sets it otherwise.</summary>
    public static readonly WorkRules Default = new(false, 0, ["佐证材料真实、完整，与完成标准逐项对应", "目标数据和完成时间已核对", "问题已解决，未发现反弹"]);

    /// <exception cref="RefusalException">A setting is out of its bounds.</exception>
    public WorkRules Checked()
    {
        if (NoticeDays is < 0 or > LongestNotice)
            throw new RefusalException("notice-days-odd", $"公示天数请填 0 到 {LongestNotice} 之间的整数（单位：天；0 表示不公示）。");
        var points = Checklist.Select(point => point.Trim()).Where(point => point.Length > 0).Distinct().ToList();
        if (points.Count > MostPoints || points.Any(point => point.Length > LongestPoint))
            throw new RefusalException("checklist-odd", $"复核清单最多 {MostPoints} 条，每条最多 {LongestPoint} 字。");
        return this with { Checklist = points };
    }
}

/// <summary>What a decision may need to know beside the commitment itself.</summary>
/// <param name="Today">Today's date in the installation's zone.</param>
public sealed record Circumstances(DateOnly Today, WorkRules Rules)
{
    /// <summary>A limit later than that is a slip of the pen.</summary>
    public const int FarthestYears = 20;

    public void NeedLimit(DateOnly day)
    {
        if (day < Today) throw new RefusalException("limit-in-the-past", $"时限 {day:yyyy-MM-dd} 已经过去，请选择今天（{Today:yyyy-MM-dd}）或以后的日期。");
        if (day > Today.AddYears(FarthestYears)) throw new RefusalException("limit-too-far", $"时限 {day:yyyy-MM-dd} 太远，请检查年份。");
    }

    public void NeedNotAhead(DateOnly day)
    {
        if (day > Today) throw new RefusalException("speaks-for-future", $"材料不能反映今天（{Today:yyyy-MM-dd}）以后的情况，请检查日期。");
    }
}
