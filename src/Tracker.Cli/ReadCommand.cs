using System.CommandLine;
using System.Text;
using Spectre.Console;
using Tracker.Reports;

namespace Tracker.Cli;

/// <summary>tracker read FILE... [--json]: what the reader finds in report files, without a database.</summary>
static class ReadCommand
{
    /// <summary>Bytes of a file from which on a bar shows how far the reading is; smaller ones are read before it could be seen.</summary>
    const long Long = 512 * 1024;

    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "报告文件（.txt、.html、.docx、.doc、.xlsx、.pdf）", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "只输出 JSON" };
        var command = new Command("read", "读取报告：机关、年度、发布日期、法定内容、问题、计划和目标") { files, json };
        // On a thread of its own: Ctrl+C is listened to only once the action has given way.
        command.SetAction((parsed, ct) => Task.Run(() => Run(parsed.GetValue(files)!, parsed.GetValue(json), ct), CancellationToken.None));
        return command;
    }

    static int Run(FileInfo[] files, bool json, CancellationToken ct)
    {
        Console.OutputEncoding = new UTF8Encoding(false);
        var documents = new List<ReadDocument>();
        var failed = false;
        foreach (var file in files)
        {
            try
            {
                documents.Add(Read(file, ct));
            }
            catch (OperationCanceledException)
            {
                Console.Error.WriteLine($"{file.Name}：已取消。");
                return DatabaseCommand.Interrupted;
            }
            catch (UnreadableFileException e)
            {
                failed = true;
                Console.Error.WriteLine($"{file.Name}：{e.Message}（{e.Code}）");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failed = true;
                Console.Error.WriteLine($"{file.Name}：文件不存在或无法打开。请检查路径和权限。（file-missing）");
            }
        }
        if (json)
            Console.Out.WriteLine(ReadJson.Write(documents));
        else
            foreach (var document in documents)
                ReadTable.Write(AnsiConsole.Console, document);
        return failed ? 1 : 0;
    }

    static ReadDocument Read(FileInfo file, CancellationToken ct)
    {
        if (!Console.IsErrorRedirected && file.Exists && file.Length >= Long)
            return AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) }).Progress().AutoClear(true)
                .Start(bars => Read(file, new Bar(bars.AddTask($"读取 {Markup.Escape(file.Name)}", maxValue: 1)), ct));
        return Read(file, null, ct);
    }

    static ReadDocument Read(FileInfo file, IProgress<double>? progress, CancellationToken ct)
    {
        var decoded = ReportFile.Decode(File.ReadAllBytes(file.FullName), file.Name, ct);
        return new(file.Name, decoded, ReportReader.Read(decoded.Text, progress, ct));
    }

    sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }
}

/// <summary>A file that could be read.</summary>
sealed record ReadDocument(string File, ReportText Source, Report Report);
