using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Tracker.Commitments;
using Tracker.Ledger;

namespace Tracker.Cli;

/// <summary>tracker ledger --as LOGIN [--as-of DATE]: the rows that this person may see, today or as they stood at the end of a day.</summary>
static class LedgerCommand
{
    public static Command Create()
    {
        var login = new Option<string>("--as") { Description = "以谁的查阅范围列出（登录名）", Required = true };
        var year = new Option<int?>("--year") { Description = "来源报告年度" };
        var day = new Option<DateOnly?>("--as-of") { Description = "列出截至某日（当日终了时）的台账，如 2026-01-01" };
        var command = new Command("ledger", "列出整改台账") { login, year, day };
        command.SetAction((parsed, ct) => DatabaseCommand.Run(async (store, stop) =>
        {
            var actor = await DatabaseCommand.ActorOf(store, parsed.GetValue(login)!, stop);
            var clock = DatabaseCommand.Clock();
            var asOf = parsed.GetValue(day);
            await using var connection = asOf is { } date
                ? await store.OpenAsOfAsync(clock.EndOf(date), [LedgerProjection.ProjectionName], stop)
                : await store.OpenConnectionAsync(stop);
            var page = await LedgerQuery.Page(connection, new(Year: parsed.GetValue(year), PageSize: 500), actor, asOf ?? clock.Today, stop);

            var table = new Table().AddColumns("事项", "牵头单位", "整改时限", "进度", "灯色", "状态");
            foreach (var row in page.Rows)
                table.AddRow(
                    Markup.Escape(row.Title), Markup.Escape(row.LeadName ?? "—"), row.DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—",
                    row.Percent is { } percent ? $"{percent}%" : "—", Light(row.Light), Status(row.Status));
            AnsiConsole.Write(table);
            AnsiConsole.WriteLine(asOf is null ? $"共 {page.Total} 条" : string.Create(CultureInfo.InvariantCulture, $"截至 {asOf:yyyy-MM-dd}，共 {page.Total} 条"));
            return 0;
        }, ct));
        return command;
    }

    internal static string Light(Light light) => light switch
    {
        Ledger.Light.Green => "绿",
        Ledger.Light.Yellow => "黄",
        Ledger.Light.Red => "红",
        _ => "—",
    };

    internal static string Status(CommitmentStatus status) => status switch
    {
        CommitmentStatus.Registered => "待派单",
        CommitmentStatus.Assigned => "待签收",
        CommitmentStatus.Underway => "办理中",
        CommitmentStatus.Submitted => "待复核",
        CommitmentStatus.Returned => "已退回",
        _ => "已销号",
    };
}
