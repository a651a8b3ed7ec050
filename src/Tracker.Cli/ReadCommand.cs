using System.CommandLine;
using System.Text;
using Spectre.Console;
using Tracker.Reports;

namespace Tracker.Cli;

/// <summary>tracker read FILE... [--json]: what the reader finds in report files, without a database.</summary>
static class ReadCommand
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "报告文件（.txt、.html、.docx、.pdf）", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "只输出 JSON" };
        var command = new Command("read", "读取报告：机关、年度、发布日期、法定内容、问题、计划和目标") { files, json };
        command.SetAction(parsed => Run(parsed.GetValue(files)!, parsed.GetValue(json)));
        return command;
    }

    static int Run(FileInfo[] files, bool json)
    {
        Console.OutputEncoding = new UTF8Encoding(false);
        var documents = new List<ReadDocument>();
        var failed = false;
        foreach (var file in files)
        {
            try
            {
                var decoded = ReportFile.Decode(File.ReadAllBytes(file.FullName), file.Name);
                documents.Add(new(file.Name, decoded, ReportReader.Read(decoded.Text)));
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
}

/// <summary>A file that could be read.</summary>
sealed record ReadDocument(string File, ReportText Source, Report Report);
