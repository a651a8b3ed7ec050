using System.CommandLine;
using Tracker.Reports;

namespace Tracker.Cli;

/// <summary>
/// tracker learn-weights --out FILE FOLDER...: counts how common each pair of characters is in a collection of reports
/// and writes the matcher's weights file. It is run by hand when the collection grows; only counts leave it.
/// </summary>
static class LearnWeightsCommand
{
    public static Command Create()
    {
        var folders = new Argument<DirectoryInfo[]>("FOLDER") { Description = "报告文本（.txt）所在的文件夹", Arity = ArgumentArity.OneOrMore };
        var output = new Option<FileInfo>("--out") { Description = "权重文件", Required = true };
        var command = new Command("learn-weights", "由一批报告统计用字，生成年度衔接的权重文件") { folders, output };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            var reports = parsed.GetValue(folders)!.SelectMany(folder => folder.GetFiles("*.txt", SearchOption.AllDirectories))
                .Select(file => (OrganizationOf(file.Name), WithoutSourceLine(ReportFile.Decode(File.ReadAllBytes(file.FullName), file.Name).Text)));
            File.WriteAllText(parsed.GetValue(output)!.FullName, string.Join('\n', YearMatcherWeights.Learn(reports)) + '\n');
        });
        return command;
    }

    /// <summary>宝安区-2023.txt and 宝安区-2024.txt are of one organisation.</summary>
    static string OrganizationOf(string fileName) => fileName.Split('-')[0];

    static string WithoutSourceLine(string text) =>
        text.StartsWith("# source", StringComparison.Ordinal) ? text[(text.IndexOf('\n') + 1)..] : text;
}
