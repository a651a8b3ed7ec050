using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.Feed;
using Tracker.Ledger;
using Tracker.People;
using Tracker.Timeline;

namespace Tracker.Cli;

/// <summary>tracker commitments list|show|events --as LOGIN: what this person may see, for scripts with --json.</summary>
static class CommitmentsCommand
{
    static readonly Option<string> Login = new("--as") { Description = "以谁的查阅范围查看（登录名）", Required = true };
    static readonly Option<bool> AsJson = new("--json") { Description = "只输出 JSON" };

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static Command Create() => new("commitments", "查看事项") { List(), Show(), Events() };

    static Command List()
    {
        var status = new Option<CommitmentStatus?>("--status") { Description = "状态" };
        var light = new Option<Light?>("--light") { Description = "灯色" };
        var year = new Option<int?>("--year") { Description = "来源报告年度" };
        var organization = new Option<string?>("--organization") { Description = "报告单位全称" };
        var open = new Option<bool>("--open") { Description = "只列未办结的" };
        var page = new Option<int>("--page") { Description = "第几页", DefaultValueFactory = _ => 1 };
        var size = new Option<int>("--size") { Description = "每页条数，最多 500", DefaultValueFactory = _ => 100 };
        var command = new Command("list", "列出事项") { Login, status, light, year, organization, open, page, size, AsJson };
        command.SetAction((parsed, ct) => DatabaseCommand.Run(async (store, stop) =>
        {
            var actor = await DatabaseCommand.ActorOf(store, parsed.GetValue(Login)!, stop);
            await using var connection = await store.OpenConnectionAsync(stop);
            var found = await LedgerQuery.Page(connection, new(
                Status: parsed.GetValue(status), Light: parsed.GetValue(light), Year: parsed.GetValue(year), Organization: parsed.GetValue(organization),
                OnlyOpen: parsed.GetValue(open), Page: parsed.GetValue(page), PageSize: parsed.GetValue(size)), actor, DatabaseCommand.Clock().Today, stop);
            if (parsed.GetValue(AsJson)) return Write(found);
            var table = new Table().AddColumns("编号", "事项", "牵头单位", "整改时限", "状态");
            foreach (var row in found.Rows)
                table.AddRow($"{row.Id}", Markup.Escape(row.Title), Markup.Escape(row.LeadName ?? "—"), row.DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—", LedgerCommand.Status(row.Status));
            AnsiConsole.Write(table);
            AnsiConsole.WriteLine($"第 {found.Page} 页，共 {found.Pages} 页，{found.Total} 条");
            return 0;
        }, ct));
        return command;
    }

    static Command Show()
    {
        var id = new Argument<Guid>("ID") { Description = "事项编号" };
        var command = new Command("show", "查看一个事项及其版本") { id, Login, AsJson };
        command.SetAction((parsed, ct) => DatabaseCommand.Run(async (store, stop) =>
        {
            var actor = await DatabaseCommand.ActorOf(store, parsed.GetValue(Login)!, stop);
            await using var session = store.OpenSession();
            var history = await TimelineQuery.Of(session, parsed.GetValue(id), stop);
            var commitment = history.Count == 0 ? null : Aggregate.Fold<Commitment, CommitmentEvent>(parsed.GetValue(id), [.. history.Reverse().Select(entry => entry.Fact)]);
            if (commitment is null || !actor.May(Right.ReadLedger) || !actor.MaySee(commitment)) throw new NotFoundException("没有找到这个事项，或者不在您的查阅范围内。");
            var shown = CommitmentShown.Of(commitment, history[0].Version, actor, DatabaseCommand.Clock().Today);
            if (parsed.GetValue(AsJson)) return Write(shown);
            AnsiConsole.WriteLine($"{shown.Title}\n{LedgerCommand.Status(shown.Status)}，第 {shown.Version} 版");
            AnsiConsole.WriteLine($"牵头单位：{shown.Lead?.Name ?? "—"}；整改时限：{shown.DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—"}；进度：{(shown.Percent is { } percent ? $"{percent}%" : "—")}");
            AnsiConsole.WriteLine($"可办理：{string.Join("、", shown.OpenActions)}");
            return 0;
        }, ct));
        return command;
    }

    static Command Events()
    {
        var after = new Option<long>("--after") { Description = "从哪个序号之后开始（上一页的 next）" };
        var limit = new Option<int>("--limit") { Description = "最多几条", DefaultValueFactory = _ => 100 };
        var types = new Option<string[]>("--type") { Description = "只要这些类型的动态", AllowMultipleArgumentsPerToken = true };
        var command = new Command("events", "按序号读取动态") { Login, after, limit, types, AsJson };
        command.SetAction((parsed, ct) => DatabaseCommand.Run(async (store, stop) =>
        {
            var actor = await DatabaseCommand.ActorOf(store, parsed.GetValue(Login)!, stop);
            var chosen = parsed.GetValue(types) is { Length: > 0 } named ? named : EventsInScope.Types.ToArray();
            if (chosen.FirstOrDefault(type => !EventsInScope.Types.Contains(type)) is { } unknown)
                throw new RefusalException("event-type-unknown", $"没有名为“{unknown}”的动态类型。");
            var page = await new EventsInScope(new(store), store).Read(actor, parsed.GetValue(after), chosen, Math.Max(1, parsed.GetValue(limit)), stop);
            if (parsed.GetValue(AsJson)) return Write(new { events = page.Events.Select(e => EventAnswer.Of(e, Json)), page.Next });
            var table = new Table().AddColumns("序号", "时间", "动态", "编号", "办理人");
            foreach (var e in page.Events)
                table.AddRow($"{e.Sequence}", DatabaseCommand.Clock().ToLocal(e.At).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), e.Type, $"{e.CommitmentId ?? e.ReportId}", Markup.Escape(e.By.Names()));
            AnsiConsole.Write(table);
            AnsiConsole.WriteLine($"下一页从 {page.Next} 之后开始");
            return 0;
        }, ct));
        return command;
    }

    public static int Write(object answer)
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(answer, Json));
        return 0;
    }
}

/// <summary>A commitment as the command line writes it, by the API's names.</summary>
sealed record CommitmentShown(
    Guid Id, long Version, Guid ReportId, string Organization, int Year, string Title, string? Agreed, string Original, CommitmentStatus Status, Light Light, UnitRef? Lead,
    IReadOnlyList<UnitRef> With, PersonRef? Person, string? Leader, DateOnly? DueOn, DateOnly? OriginalDueOn, string? Standard, int? Percent,
    IReadOnlyList<TrackedMeasure> Measures, DateOnly? ExtensionAskedTo, string? Missing, Outcome? Outcome, IReadOnlyList<CommitmentAction> OpenActions)
{
    public static CommitmentShown Of(Commitment c, long version, Actor actor, DateOnly today) => new(
        c.Id, version, c.Registered.ReportId, c.Registered.Organization, c.Registered.Year, c.Registered.Title, c.Registered.Agreed, c.Registered.Original, c.Status,
        LedgerQuery.LightOf(c.Status, c.NextDueOn, today), c.Lead, c.With, c.Person, c.Leader, c.DueOn, c.OriginalDueOn, c.Standard.Length == 0 ? null : c.Standard,
        c.Overall ?? c.LastProgress?.Percent, c.Measures, c.ExtensionAskedTo, c.Status is CommitmentStatus.Returned ? c.Missing : null, c.Outcome, Tracker.Commitments.OpenActions.Of(c, actor));
}
