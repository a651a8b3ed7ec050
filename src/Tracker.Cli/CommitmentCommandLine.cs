using System.CommandLine;
using Tracker.Commitments;
using Tracker.People;

namespace Tracker.Cli;

/// <summary>tracker commitment VERB ID --as LOGIN: the transitions of one commitment, by the same handler as on its page.</summary>
static class CommitmentCommandLine
{
    static readonly Argument<Guid> Id = new("ID") { Description = "事项编号" };
    static readonly Option<string> Login = new("--as") { Description = "以谁的名义办理（登录名）", Required = true };
    static readonly Option<long?> IfVersion = new("--if-version") { Description = "只在事项仍是这个版本时办理" };
    static readonly Option<string?> Key = new("--key") { Description = "同一个键重复执行只办理一次" };
    static readonly Option<bool> AsJson = new("--json") { Description = "只输出 JSON" };

    static readonly Option<string> Reason = new("--reason") { Description = "理由", Required = true };
    static readonly Option<string> Text = new("--text") { Description = "内容", Required = true };
    static readonly Option<string?> Note = new("--note") { Description = "说明" };
    static readonly Option<DateOnly> To = new("--to") { Description = "调整到哪一天，如 2026-06-30", Required = true };
    static readonly Option<Guid?> Measure = new("--measure") { Description = "哪一项措施（编号）；不加则为整个事项" };
    static readonly Option<string> Lead = new("--lead") { Description = "牵头单位（全称、简称或编号）", Required = true };
    static readonly Option<string[]> With = new("--with") { Description = "配合单位", AllowMultipleArgumentsPerToken = true };
    static readonly Option<string?> Person = new("--person") { Description = "责任人（登录名、姓名或编号）" };

    public static Command Create() => new("commitment", "办理事项")
    {
        Assign(), Simple("accept", "签收", _ => new AcceptAssignment()), Simple("decline", "退单", parsed => new DeclineAssignment(parsed.GetValue(Reason)!), Reason), Reassign(),
        Progress(), Evidence(), Submit(),
        Simple("countersign", "签批", parsed => new CountersignClosing(parsed.GetValue(Note)), Note),
        Simple("refuse-countersign", "不予签批", parsed => new RefuseCountersign(parsed.GetValue(Reason)!), Reason),
        Return(), Close(), Simple("reopen", "重新挂号", parsed => new ReopenCommitment(parsed.GetValue(Reason)!), Reason), Reinspect(),
        Simple("limit", "调整时限", parsed => new ChangeLimit(parsed.GetValue(To), parsed.GetValue(Reason)!, parsed.GetValue(Measure)), To, Reason, Measure),
        Simple("request-extension", "申请延期", parsed => new RequestExtension(parsed.GetValue(To), parsed.GetValue(Reason)!, parsed.GetValue(Measure)), To, Reason, Measure),
        Simple("grant-extension", "准予延期", parsed => new GrantExtension(parsed.GetValue(Note)), Note),
        Simple("refuse-extension", "不予延期", parsed => new RefuseExtension(parsed.GetValue(Reason)!), Reason),
        Simple("comment", "留言", parsed => new CommentOnCommitment(parsed.GetValue(Text)!), Text),
    };

    static Command Assign()
    {
        var due = new Option<DateOnly>("--due") { Description = "整改时限，如 2026-06-30", Required = true };
        var standard = new Option<string>("--standard") { Description = "完成标准", Required = true };
        var kind = new Option<RectificationKind>("--kind") { Description = "整改类型", DefaultValueFactory = _ => RectificationKind.Phased };
        var leader = new Option<string?>("--leader") { Description = "责任领导" };
        return Verb("assign", "派单", async (parsed, store, _, ct) =>
        {
            var named = await NamedOnes.Load(store, ct);
            return new AssignCommitment(named.Unit(parsed.GetValue(Lead)!), named.Units(parsed.GetValue(With)), named.Person(parsed.GetValue(Person)),
                parsed.GetValue(leader), parsed.GetValue(due), parsed.GetValue(standard)!, parsed.GetValue(kind));
        }, Lead, With, Person, leader, due, standard, kind);
    }

    static Command Reassign() => Verb("reassign", "转办", async (parsed, store, _, ct) =>
    {
        var named = await NamedOnes.Load(store, ct);
        return new ReassignCommitment(named.Unit(parsed.GetValue(Lead)!), named.Units(parsed.GetValue(With)), named.Person(parsed.GetValue(Person)), parsed.GetValue(Reason)!);
    }, Lead, With, Person, Reason);

    static Command Progress()
    {
        var percent = new Option<int?>("--percent") { Description = "进度，0 到 100" };
        percent.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 0 or > 100) result.AddError("进度须在 0 到 100 之间。");
        });
        return Simple("progress", "填报进展", parsed => new ReportProgress(parsed.GetValue(Text)!, parsed.GetValue(percent), parsed.GetValue(Measure)), Text, percent, Measure);
    }

    static Command Submit()
    {
        var statement = new Option<string>("--statement") { Description = "完成情况说明", Required = true };
        return Simple("submit", "申请销号", parsed => new SubmitClosing(parsed.GetValue(statement)!), statement);
    }

    static Command Return()
    {
        var missing = new Option<string>("--missing") { Description = "还缺什么", Required = true };
        return Simple("return", "复核退回", parsed => new ReturnClosing(parsed.GetValue(missing)!), missing);
    }

    static Command Close()
    {
        var outcome = new Option<Outcome>("--outcome") { Description = "办理结果", Required = true };
        var notHeld = new Option<string[]>("--not-held") { Description = "复核清单中不符合的项" };
        var allHeld = new Option<bool>("--checked") { Description = "已按复核清单逐项核对，未用 --not-held 列出的各项均符合" };
        return Verb("close", "销号", async (parsed, store, _, ct) =>
        {
            await using var connection = await store.OpenConnectionAsync(ct);
            var (points, failed) = ((await WorkRulesTable.Find(connection, ct)).Checklist, parsed.GetValue(notHeld) ?? []);
            if (failed.FirstOrDefault(point => !points.Contains(point)) is { } unknown)
                throw new RefusalException("checklist-point-unknown", $"复核清单中没有“{unknown}”，现有：{string.Join("；", points)}");
            return new CloseCommitment(parsed.GetValue(outcome), parsed.GetValue(Note),
                parsed.GetValue(allHeld) ? [.. points.Select(point => new CheckedPoint(point, !failed.Contains(point)))] : null);
        }, outcome, Note, allHeld, notHeld);
    }

    static Command Reinspect()
    {
        var held = new Option<bool>("--held") { Description = "整改是否保持（true 或 false）", Required = true, Arity = ArgumentArity.ExactlyOne };
        var finding = new Option<string>("--finding") { Description = "核查情况", Required = true };
        return Simple("reinspect", "回头看", parsed => new ReinspectCommitment(parsed.GetValue(held), parsed.GetValue(finding)!), held, finding);
    }

    static Command Evidence()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "佐证材料", Arity = ArgumentArity.OneOrMore };
        var day = new Option<DateOnly?>("--speaks-for") { Description = "材料说明的是哪一天的情况" };
        var command = new Command("evidence", "上传佐证材料") { Id, files, day, Measure, Login, Key, AsJson };
        command.SetAction((parsed, ct) => DatabaseCommand.Run(async (store, stop) =>
        {
            var actor = await DatabaseCommand.ActorOf(store, parsed.GetValue(Login)!, stop);
            var read = new List<(string, byte[])>();
            foreach (var file in parsed.GetValue(files)!) read.Add((file.Name, await File.ReadAllBytesAsync(file.FullName, stop)));
            return Told(parsed, await new CommitmentHandler(store, DatabaseCommand.Clock()).Attach(
                parsed.GetValue(Id), read, parsed.GetValue(day), parsed.GetValue(Measure), actor, parsed.GetValue(Key), stop));
        }, ct));
        return command;
    }

    static Command Simple(string name, string words, Func<ParseResult, CommitmentCommand> asked, params Option[] options) =>
        Verb(name, words, (parsed, _, _, _) => Task.FromResult(asked(parsed)), options);

    static Command Verb(
        string name, string words, Func<ParseResult, EventStore.DocumentStore, Actor, CancellationToken, Task<CommitmentCommand>> asked, params Option[] options)
    {
        var command = new Command(name, words) { Id, Login, IfVersion, Key, AsJson };
        foreach (var option in options) command.Options.Add(option);
        command.SetAction((parsed, ct) => DatabaseCommand.Run(async (store, stop) =>
        {
            var actor = await DatabaseCommand.ActorOf(store, parsed.GetValue(Login)!, stop);
            return Told(parsed, await new CommitmentHandler(store, DatabaseCommand.Clock()).Handle(
                parsed.GetValue(Id), await asked(parsed, store, actor, stop), actor, parsed.GetValue(IfVersion), parsed.GetValue(Key), stop));
        }, ct));
        return command;
    }

    static int Told(ParseResult parsed, long version)
    {
        if (parsed.GetValue(AsJson)) return CommitmentsCommand.Write(new { id = parsed.GetValue(Id), version });
        Console.WriteLine($"已办理，现为第 {version} 版。");
        return 0;
    }
}
