using System.Text.RegularExpressions;
using Tracker.People;
using Tracker.Web.Tests.Reports;

namespace Tracker.Web.Tests.CommonProblems;

/// <summary>The reports of both made-up towns, as a supervisor imports and confirms them.</summary>
[Collection(nameof(ReportsApp))]
public class TwoTownsTests(ReportsApp app)
{
    [Fact]
    public async Task Two_towns_name_the_same_problems()
    {
        var supervisor = await app.SignIn(Role.Supervisor);
        var (jichuan, qinglu) = (ReportsApp.NewTown(), ReportsApp.NewTown());
        foreach (var (file, town, year) in new[] { ("jichuan/2023.txt", jichuan, 2023), ("jichuan/2024.txt", jichuan, 2024), ("qinglu/2021.txt", qinglu, 2021), ("qinglu/2022.txt", qinglu, 2022) })
        {
            var page = await supervisor.Import(ReportsApp.Seed(file), town, year);
            await supervisor.Send(page, $"/reports/{page.ReportId}?handler=ConfirmAll");
        }

        var seen = await supervisor.Get($"/common-problems?organization={qinglu}");

        var panels = seen.Html.Split("<li class=\"panel\">").Skip(1).Select(panel => Regex.Replace(panel, "<[^>]*>", "")).ToList();
        panels.Count.ShouldBeGreaterThanOrEqualTo(2, seen.Words);
        var reconsideration = panels.Single(panel => panel.Contains($"{qinglu} 2021 年度", StringComparison.Ordinal) && panel.Contains("行政复议规范化建设相对滞后", StringComparison.Ordinal));
        reconsideration.ShouldContain($"{jichuan} 2024 年度");
        reconsideration.ShouldContain("行政复议办案力量与案件增长不相匹配");
        reconsideration.ShouldMatch("年度 20\\d\\d–2024");
    }
}
