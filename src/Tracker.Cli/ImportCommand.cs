using System.CommandLine;
using Tracker.Reports;
using Tracker.YearLinks;

namespace Tracker.Cli;

/// <summary>tracker import FILE... --as LOGIN: the same import as on the page.</summary>
static class ImportCommand
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "报告文件（.txt、.html、.docx、.doc、.xlsx、.pdf）", Arity = ArgumentArity.OneOrMore };
        var login = new Option<string>("--as") { Description = "以哪位督办员的名义导入（登录名）", Required = true };
        var organization = new Option<string?>("--organization") { Description = "报告单位全称（文件里没有时填写）" };
        var year = new Option<int?>("--year") { Description = "报告年度（文件里没有时填写）" };
        var command = new Command("import", "导入报告：登记为报告，找出问题和计划，并与上一年度衔接") { files, login, organization, year };
        command.SetAction((parsed, ct) => DatabaseCommand.Run(async (store, stop) =>
        {
            var actor = await DatabaseCommand.ActorOf(store, parsed.GetValue(login)!, stop);
            var import = new ImportReport(store, new LinkYears(store), TimeProvider.System);
            var given = new ReportFactsGiven(parsed.GetValue(organization), parsed.GetValue(year));
            foreach (var file in parsed.GetValue(files)!)
            {
                var result = await import.Handle(await File.ReadAllBytesAsync(file.FullName, stop), file.Name, given, actor, null, stop);
                var outcome = result.Outcome switch
                {
                    ImportOutcome.New => "已导入",
                    ImportOutcome.Revised => "已作为修订导入",
                    _ => "内容与已导入的相同，未作改动",
                };
                await Console.Out.WriteLineAsync($"{file.Name}：{outcome}，事项 {result.Items} 条，与上一年度衔接 {result.Linked} 条。报告编号 {result.ReportId}");
            }
            return 0;
        }, ct));
        return command;
    }
}
