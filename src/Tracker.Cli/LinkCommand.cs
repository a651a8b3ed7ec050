using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;
using Tracker.Reports;

namespace Tracker.Cli;

/// <summary>tracker link --earlier FILE --later FILE: what the later report says of the earlier one's problems and plans.</summary>
static class LinkCommand
{
    static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create()
    {
        var earlier = new Option<FileInfo>("--earlier") { Description = "上一年度报告", Required = true };
        var later = new Option<FileInfo>("--later") { Description = "下一年度报告", Required = true };
        var commitments = new Option<FileInfo?>("--commitments") { Description = "事项文件（JSON）；不给则用上一年度报告中读出的问题和计划" };
        var asJson = new Option<bool>("--json") { Description = "只输出 JSON" };
        var command = new Command("link", "年度衔接：在下一年度报告中查找各事项的交代情况") { earlier, later, commitments, asJson };
        command.SetAction(parsed => Run(
            parsed.GetValue(earlier)!, parsed.GetValue(later)!, parsed.GetValue(commitments), parsed.GetValue(asJson)));
        return command;
    }

    static int Run(FileInfo earlier, FileInfo later, FileInfo? commitments, bool asJson)
    {
        Console.OutputEncoding = new UTF8Encoding(false);
        try
        {
            var (from, to) = (NameOf(earlier), NameOf(later));
            IReadOnlyList<Undertaking> undertakings;
            if (commitments is null)
                undertakings = FromReport(Read(earlier));
            else if (FromKey(File.ReadAllText(commitments.FullName), earlier, later) is { } pair)
                (from, to, undertakings) = pair;
            else
                return Refuse($"{commitments.Name}：没有 from、to 与这两个文件名相符的一对。请检查文件名或事项文件。（pair-missing）");
            var answers = YearMatcher.Match(undertakings, Read(later));
            if (asJson)
                Console.Out.WriteLine(JsonSerializer.Serialize(
                    new { pairs = new[] { new { from, to, commitments = undertakings.Zip(answers, Shown) } } }, json));
            else
                Write(undertakings, answers);
            return 0;
        }
        catch (UnreadableFileException e)
        {
            return Refuse($"{e.Message}（{e.Code}）");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return Refuse($"{commitments?.Name}：不是事项文件。需要 pairs，每对有 from、to 和 commitments（id、kind、text）。（commitments-malformed）");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse("文件不存在或无法打开。请检查路径和权限。（file-missing）");
        }
    }

    static Report Read(FileInfo file) =>
        ReportReader.Read(ReportFile.Decode(File.ReadAllBytes(file.FullName), file.Name).Text);

    static List<Undertaking> FromReport(Report report) =>
    [
        .. report.Problems.Select((item, i) => new Undertaking($"P{i + 1}", ItemKind.Problem, item.Title)),
        .. report.Plans.Select((item, i) => new Undertaking($"{i + 1}", ItemKind.Plan, item.Title)),
    ];

    /// <summary>The pair whose names end the two paths; from each commitment its id, kind and text, and nothing else.</summary>
    static (string From, string To, IReadOnlyList<Undertaking>)? FromKey(string key, FileInfo earlier, FileInfo later)
    {
        using var document = JsonDocument.Parse(key);
        foreach (var pair in document.RootElement.GetProperty("pairs").EnumerateArray())
        {
            var (from, to) = (pair.GetProperty("from").GetString()!, pair.GetProperty("to").GetString()!);
            if (Fits(from, earlier) && Fits(to, later))
                return (from, to,
                [
                    .. pair.GetProperty("commitments").EnumerateArray().Select(each => new Undertaking(
                        each.GetProperty("id").GetString()!,
                        each.GetProperty("kind").GetString() == "problem" ? ItemKind.Problem : ItemKind.Plan,
                        each.GetProperty("text").GetString()!)),
                ]);
        }
        return null;
    }

    static bool Fits(string name, FileInfo file)
    {
        var path = Path.ChangeExtension(file.FullName, null).Replace('\\', '/');
        return path == name || path.EndsWith('/' + name, StringComparison.Ordinal);
    }

    static string NameOf(FileInfo file) => Path.GetFileNameWithoutExtension(file.Name);

    static object Shown(Undertaking undertaking, YearAnswer answer) => new
    {
        undertaking.Id,
        kind = undertaking.Kind is ItemKind.Problem ? "problem" : "plan",
        undertaking.Text,
        verdict = JsonNamingPolicy.SnakeCaseLower.ConvertName(answer.Verdict.ToString()),
        evidence = answer.Evidence.Select(Shown),
        restated = answer.Restated.Select(Shown),
        answer.Recurring,
        answer.Reason,
    };

    static object Shown(YearPassage passage) => new { passage.Text, passage.Start, passage.End, passage.Score };

    static void Write(IReadOnlyList<Undertaking> undertakings, IReadOnlyList<YearAnswer> answers)
    {
        var table = new Table().AddColumns("事项", "结论", "依据");
        foreach (var (undertaking, answer) in undertakings.Zip(answers))
            table.AddRow(
                Markup.Escape(undertaking.Text),
                answer.Verdict switch
                {
                    YearVerdict.Answered => "已交代",
                    YearVerdict.Partly => "部分交代",
                    YearVerdict.RestatedOnly => "仅重提",
                    _ => "未提及",
                },
                Markup.Escape(string.Join('\n', answer.Evidence.Select(passage => passage.Text).Prepend(answer.Reason))));
        AnsiConsole.Write(table);
    }

    static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }
}
