using System.IO.Compression;

namespace Tracker.Reports;

/// <summary>Looks into a .docx or .xlsx before anything of it is believed.</summary>
static class OfficePackage
{
    /// <summary>What a file may unfold to in all; a small one that grows past it was made to harm.</summary>
    const long Largest = 256L * 1024 * 1024;

    /// <summary>What is held in memory as a whole (styles, numbers, shared texts) may be this large in all; the text itself is streamed.</summary>
    const long LargestHeld = 48L * 1024 * 1024;

    /// <summary>Unpacks everything once and counts, for the sizes that the archive declares may be false.</summary>
    /// <param name="streamed">Whether a part, by its name, is read piece by piece.</param>
    /// <param name="named">How the kind of file is called in the sentence.</param>
    /// <exception cref="UnreadableFileException">It unfolds to too much.</exception>
    public static void Measure(byte[] content, Func<string, bool> streamed, string named, CancellationToken ct)
    {
        using var archive = new ZipArchive(new MemoryStream(content, writable: false));
        var buffer = new byte[81920];
        var (total, held) = (0L, 0L);
        foreach (var entry in archive.Entries)
        {
            var isHeld = entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && !streamed(entry.FullName);
            using var stream = entry.Open();
            for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
            {
                ct.ThrowIfCancellationRequested();
                total += read;
                held += isHeld ? read : 0;
                if (total > Largest || held > LargestHeld)
                    throw new UnreadableFileException("file-too-large", $"这个 {named} 文件解压后过大，已停止读取。请删去其中的图片和附件，另存后重新选择。");
            }
        }
    }
}
