using System.Globalization;
using Spectre.Console;
using Tracker.Reports;

namespace Tracker.Cli;

/// <summary>The reader's findings for people, in Chinese.</summary>
static class ReadTable
{
    public static void Write(IAnsiConsole console, ReadDocument document)
    {
        var (report, facts) = (document.Report, document.Report.Facts);
        console.Write(new Rule(Markup.Escape(document.File)).LeftJustified());
        if (!report.IsReport)
        {
            console.MarkupLine("[yellow]不像是报告，没有提取任何事项。[/]");
            return;
        }
        var head = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
        head.AddRow("机关", Markup.Escape(facts.Organization ?? "未识别"));
        head.AddRow("报告年度", facts.ReportYear is { } year ? $"{year} 年" : "未识别");
        head.AddRow("发布日期", facts.Published is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "未识别");
        head.AddRow("文种", GenreName(facts.Genre));
        head.AddRow("法定内容", string.Join("  ", Statutory(facts.Statutory)));
        console.Write(head);
        Items(console, "问题", report.Problems);
        Items(console, "下一年度安排", report.Plans);
        Findings(console, report);
        if (report.Targets.Count == 0)
            return;
        var targets = new Table().Title("目标").AddColumns("位置", "原文");
        foreach (var target in report.Targets)
            targets.AddRow($"{target.Start}–{target.End}", Markup.Escape(target.Text));
        console.Write(targets);
    }

    static void Findings(IAnsiConsole console, Report report)
    {
        var items = FindingsFinder.Items(report);
        var titles = items.ToDictionary(item => item.Id, item => item.Title);
        var found = FindingsFinder.Of(report, report.Facts.ReportYear, items, ComplianceRule.Defaults, []);
        var tree = new Tree("核查");
        foreach (var rule in found.Rules.Where(rule => rule.Verdict is not RuleVerdict.Kept))
            tree.AddNode(Markup.Escape($"{Verdict(rule.Verdict)}：{rule.Rule.Name}（{rule.Rule.Source}）"));
        Group("空泛，没有措施、指标、时限和责任单位", found.Vague.Where(vague => vague.IsEmpty).Select(vague => vague.Id));
        Group("有措施，但没有指标、时限和责任单位", found.Vague.Where(vague => !vague.IsEmpty).Select(vague => vague.Id));
        Group("问题没有对应的安排", found.ProblemsWithoutPlan);
        Group("安排没有对应的问题", found.PlansWithoutProblem);
        if (tree.Nodes.Count > 0)
            console.Write(tree);

        void Group(string name, IEnumerable<string> ids)
        {
            var all = ids.ToList();
            if (all.Count == 0)
                return;
            var node = tree.AddNode($"{name}（{all.Count}）");
            foreach (var id in all)
                node.AddNode(Markup.Escape(titles[id]));
        }
    }

    static string Verdict(RuleVerdict verdict) => verdict switch
    {
        RuleVerdict.Missing => "缺少",
        RuleVerdict.Late => "逾期",
        RuleVerdict.Unknown => "无法判断",
        _ => "符合",
    };

    static void Items(IAnsiConsole console, string title, IReadOnlyList<ReportItem> items)
    {
        if (items.Count == 0)
        {
            console.MarkupLine($"{title}：未找到");
            return;
        }
        var tree = new Tree($"{title}（{items.Count}）");
        foreach (var item in items)
        {
            var node = tree.AddNode(Markup.Escape($"{item.Start}–{item.End} {item.Title}") + (item.LimitOn is { } limit ? $" [blue]{limit:yyyy-MM-dd} 前[/]" : "")
                + (item.Confidence < ReportItem.Sure ? " [yellow]请先核对[/]" : ""));
            if (item.Cause is { } cause)
                node.AddNode(Markup.Escape($"原因：{cause}"));
            if (item.Units.Count > 0)
                node.AddNode(Markup.Escape(string.Join('\uFF1B', item.Units.GroupBy(unit => unit.Role)
                    .Select(role => $"{(role.Key is UnitRole.Lead ? "牵头" : "配合")}：{string.Join('、', role.Select(unit => unit.Name))}"))));
            Measures(node, item.Measures);
            foreach (var target in item.Targets)
                node.AddNode(Markup.Escape($"{target.Start}–{target.End} 目标：{target.Text}"));
        }
        console.Write(tree);
    }

    static void Measures(TreeNode node, IReadOnlyList<Measure> measures)
    {
        foreach (var measure in measures)
            Measures(node.AddNode(Markup.Escape($"{measure.Start}–{measure.End} {measure.Title}")), measure.Measures);
    }

    static IEnumerable<string> Statutory(StatutoryContents contents)
    {
        yield return Mark("主要举措和成效", contents.Measures);
        yield return Mark("存在的不足", contents.Problems);
        yield return Mark("第一责任人履职", contents.FirstResponsiblePerson);
        yield return Mark("下一年度安排", contents.NextYear);

        static string Mark(string name, bool there) => there ? $"[green]有[/] {name}" : $"[red]无[/] {name}";
    }

    static string GenreName(Genre genre) => genre switch
    {
        Genre.LawBasedGovernmentReport => "法治政府建设年度报告",
        Genre.GovernmentWorkReport => "政府工作报告",
        Genre.DepartmentSummary => "部门总结或计划",
        Genre.InformationDisclosureReport => "政府信息公开年度报告",
        Genre.InspectionFeedback => "督察反馈",
        _ => "其他",
    };
}
