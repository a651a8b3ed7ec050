using System.CommandLine;
using System.Text;

namespace Tracker.Cli;

/// <summary>tracker export FILE: all events and seals, to be verified elsewhere.</summary>
static class ExportCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "要写入的文件（.zip），不能已存在" };
        var command = new Command("export", "导出全部事件和封存记录，供离线核对") { file };
        command.SetAction((parsed, ct) => DatabaseCommand.Run(async (store, stop) =>
        {
            Console.OutputEncoding = new UTF8Encoding(false);
            var target = parsed.GetValue(file)!;
            if (target.Exists) throw new RefusalException("file-exists", $"文件 {target.Name} 已存在。请换一个文件名。");
            // Under its name only when it is whole.
            var unfinished = target.FullName + ".unfinished";
            try
            {
                await using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.ReadWrite))
                {
                    var manifest = await store.ExportAsync(stream, new EventProgress("已导出"), stop);
                    await Console.Out.WriteLineAsync($"已导出 {manifest.Events} 个事件、{manifest.Seals} 份封存记录：{target.FullName}");
                }
                File.Move(unfinished, target.FullName);
            }
            finally
            {
                File.Delete(unfinished);
            }
            return 0;
        }, ct));
        return command;
    }
}
