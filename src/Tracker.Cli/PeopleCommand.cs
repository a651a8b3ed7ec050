using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using Tracker.People;

namespace Tracker.Cli;

/// <summary>tracker people import FILE --as LOGIN [--apply] [--only-right] [--json]: the same import as on the page, a dry run unless it is applied.</summary>
static class PeopleCommand
{
    static readonly JsonSerializerOptions Answers = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static Command Create() => new("people", "单位和人员") { Import(), Template() };

    static Command Import()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "单位和人员表（.xlsx）" };
        var login = new Option<string>("--as") { Description = "以哪位管理员的名义导入（登录名）", Required = true };
        var apply = new Option<bool>("--apply") { Description = "确认导入；不加则只预演" };
        var onlyRight = new Option<bool>("--only-right") { Description = "有误的行不导入，只导入无误的行" };
        var json = new Option<bool>("--json") { Description = "输出 JSON" };
        var command = new Command("import", "从 Excel 导入单位和人员：先预演，加 --apply 才导入") { file, login, apply, onlyRight, json };
        command.SetAction((parsed, ct) => DatabaseCommand.Run(async (store, stop) =>
        {
            var actor = await DatabaseCommand.ActorOf(store, parsed.GetValue(login)!, stop);
            var import = new ImportPeople(store, TimeProvider.System);
            var content = await File.ReadAllBytesAsync(parsed.GetValue(file)!.FullName, stop);
            var done = parsed.GetValue(apply)
                ? await import.Apply(content, parsed.GetValue(onlyRight), null, actor, stop)
                : new(await import.Plan(content, actor, stop), []);
            if (parsed.GetValue(json)) await Console.Out.WriteLineAsync(JsonSerializer.Serialize(PeopleAnswer.Of(done, parsed.GetValue(apply)), Answers));
            else Print(done, parsed.GetValue(apply));
            return done.Plan.Count(RowOutcome.Wrong) > 0 ? 1 : 0;
        }, ct));
        return command;
    }

    static Command Template()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "写到哪个文件（.xlsx）" };
        var command = new Command("template", "写出空白模板") { file };
        command.SetAction(async (parsed, ct) =>
        {
            await File.WriteAllBytesAsync(parsed.GetValue(file)!.FullName, PeopleTemplate.Xlsx(), ct);
            return 0;
        });
        return command;
    }

    static void Print(ImportedPeople done, bool applied)
    {
        var table = new Table().AddColumns("位置", "结果", "内容");
        foreach (var row in done.Plan.Rows.Where(row => row.Outcome is not RowOutcome.Same))
            table.AddRow(Markup.Escape($"{row.Line.Sheet} 第 {row.Line.Row} 行"), Outcome(row.Outcome), Markup.Escape(string.Join('\n', row.Cells.Select(Words))));
        if (table.Rows.Count > 0) AnsiConsole.Write(table);
        foreach (var column in done.Plan.UnknownColumns) AnsiConsole.WriteLine($"不认识的列，未作处理：{column}");
        var (added, changed, same, wrong) = (done.Plan.Count(RowOutcome.Added), done.Plan.Count(RowOutcome.Changed), done.Plan.Count(RowOutcome.Same), done.Plan.Count(RowOutcome.Wrong));
        AnsiConsole.WriteLine($"{(applied ? "已导入" : "预演，尚未导入")}：新增 {added} 行，更改 {changed} 行，不变 {same} 行，有误 {wrong} 行。");
        foreach (var account in done.Accounts) Console.WriteLine($"{account.Name}（{account.Login}）的一次性登录链接：/welcome/{account.Token}");
    }

    static string Words(CellPlan cell) => cell.Problem ?? (cell.Before is null ? cell.Text : $"{cell.Before} → {cell.Text}");

    static string Outcome(RowOutcome outcome) => outcome switch
    {
        RowOutcome.Added => "新增",
        RowOutcome.Changed => "更改",
        RowOutcome.Wrong => "有误",
        _ => "不变",
    };
}

sealed record CellAnswer(string Column, string Text, string? Before, string? Problem);

sealed record RowAnswer(string Sheet, int Row, RowOutcome Outcome, IReadOnlyList<CellAnswer> Cells);

sealed record AccountAnswer(string Name, string Login, string? Unit, string Link);

sealed record PeopleAnswer(bool Applied, IReadOnlyList<RowAnswer> Rows, IReadOnlyList<string> UnknownColumns, IReadOnlyList<AccountAnswer> Accounts)
{
    public static PeopleAnswer Of(ImportedPeople done, bool applied) => new(applied,
        [.. done.Plan.Rows.Select(row => new RowAnswer(row.Line.Sheet, row.Line.Row, row.Outcome, [.. row.Cells.Select(cell => new CellAnswer($"{cell.Column}", cell.Text, cell.Before, cell.Problem))]))],
        done.Plan.UnknownColumns, [.. done.Accounts.Select(account => new AccountAnswer(account.Name, account.Login, account.Unit, $"/welcome/{account.Token}"))]);
}
