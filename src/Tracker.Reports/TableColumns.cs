using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>What a column of a ledger or task table holds.</summary>
enum TableColumn { Problem, Plan, Cause, Goal, Measures, Limit, Lead, Support }

/// <summary>Recognises the header of a table that lists problems or arrangements with their measures, limits and units.</summary>
static partial class TableColumns
{
    const int LongestName = 16, LongestCell = 40, LongestHeader = 3;

    /// <summary>The columns by their place, and the row that follows the header; null where no such header begins in this row.</summary>
    /// <param name="rows">A table's rows, each with its cells as printed.</param>
    /// <param name="from">The row looked at. 责任分工 over 牵头单位 and 配合单位: further rows of a header add their names.</param>
    public static (Dictionary<int, TableColumn> Columns, int Body)? Of(IReadOnlyList<IReadOnlyList<string>> rows, int from)
    {
        var (columns, body) = (new Dictionary<int, TableColumn>(), from);
        for (; body < rows.Count && body < from + LongestHeader && rows[body].All(cell => cell.Length <= LongestCell); body++)
        {
            var named = Named(rows[body]);
            if (named.Count == 0)
                break;
            foreach (var (place, column) in named)
                if (!columns.ContainsKey(place) && !columns.ContainsValue(column))
                    columns[place] = column;
        }
        var lists = columns.ContainsValue(TableColumn.Problem) || columns.ContainsValue(TableColumn.Plan);
        return lists && columns.Count > 1 && body < rows.Count ? (columns, body) : null;
    }

    /// <summary>Columns named by this row alone; where a name occurs twice the first one counts.</summary>
    public static Dictionary<int, TableColumn> Named(IReadOnlyList<string> cells)
    {
        var columns = new Dictionary<int, TableColumn>();
        for (var i = 0; i < cells.Count; i++)
            if (Column(cells[i]) is { } column && !columns.ContainsValue(column))
                columns[i] = column;
        return columns;
    }

    static TableColumn? Column(string cell)
    {
        var name = NoteRegex().Replace(BlankRegex().Replace(cell, ""), "");
        return name.Length is < 2 or > LongestName ? null
            : ProblemRegex().IsMatch(name) ? TableColumn.Problem
            : CauseRegex().IsMatch(name) ? TableColumn.Cause
            : MeasuresRegex().IsMatch(name) ? TableColumn.Measures
            : LimitRegex().IsMatch(name) ? TableColumn.Limit
            : SupportRegex().IsMatch(name) ? TableColumn.Support
            : LeadRegex().IsMatch(name) ? TableColumn.Lead
            : GoalRegex().IsMatch(name) ? TableColumn.Goal
            : PlanRegex().IsMatch(name) ? TableColumn.Plan
            : null;
    }

    [GeneratedRegex("[\\s\\u3000]+")]
    private static partial Regex BlankRegex();

    /// <summary>整改时限(年/月): what stands in brackets explains the name.</summary>
    [GeneratedRegex("[(（].*?[)）]")]
    private static partial Regex NoteRegex();

    [GeneratedRegex("^(?:存在|反馈|整改|具体|主要|突出|督[察查]|巡[察视]|检查|发现|自查)*的?(?:主要|突出|具体)?(?:问题|不足|短板|薄弱环节)(?:和不足|及不足|表现|描述|原文|内容|情况|清单|事项|摘要)?$|^(?:整改事项|整改内容|反馈意见|督[察查]意见|问题点)$")]
    private static partial Regex ProblemRegex();

    [GeneratedRegex("^(?:问题)?(?:产生|存在)?的?(?:主要)?原因(?:分析|剖析)?$")]
    private static partial Regex CauseRegex();

    [GeneratedRegex("^(?:整改|工作|具体|主要|推进|落实|保障|改进|下一?步|拟采取)*的?(?:整改)?(?:措施|举措|办法)(?:内容|及.{1,6})?$|^下一?步(?:工作)?(?:打算|计划|安排)$")]
    private static partial Regex MeasuresRegex();

    [GeneratedRegex("^(?:整改|完成|办结|责任|计划|预计|要求|拟|应)*的?(?:完成|整改)?(?:时限|期限|时间|日期|时间节点|时间要求|时间安排|时序进度|进度安排)(?:要求)?$")]
    private static partial Regex LimitRegex();

    [GeneratedRegex("^(?:配合|协办|协同|参与|协助|参加)(?:责任)?(?:单位|部门|处室|科室|机构)$")]
    private static partial Regex SupportRegex();

    [GeneratedRegex("^(?:牵头|责任|主办|承办|整改|主责|主体|落实|实施)+(?:责任)?(?:单位|部门|处室|科室|机构|主体)(?:及.{1,8})?$")]
    private static partial Regex LeadRegex();

    [GeneratedRegex("^(?:整改|工作|预期|任务|绩效|年度)*的?(?:目标|要求|标准|完成标准|目标要求|目标任务标准|成果形式|完成指标|指标)(?:/完成标准)?$|^完成标准$")]
    private static partial Regex GoalRegex();

    [GeneratedRegex("^(?:重点|主要|年度|具体|改革|目标|建设|创建|实事|承诺|整改)*(?:工作|任务|事项|项目)(?:任务|事项|内容|名称|安排|要点|分工)?$")]
    private static partial Regex PlanRegex();
}
