using System.IO.Compression;
using Tracker.Files;

namespace Tracker.Commitments;

/// <summary>佐证材料: which files are taken, and under what name they are kept.</summary>
public static class Evidence
{
    /// <summary>What an archive, and so a Word or Excel file too, may take when unpacked, in bytes.</summary>
    public const long MostUnpacked = 2L * 1024 * 1024 * 1024;

    // Known by the name's ending alone: the browser's word for the type is not trusted, and nothing is ever shown inline.
    static readonly Dictionary<string, string> MediaTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = "application/pdf",
        [".doc"] = "application/msword",
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".xls"] = "application/vnd.ms-excel",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".ppt"] = "application/vnd.ms-powerpoint",
        [".pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        [".wps"] = "application/vnd.ms-works",
        [".et"] = "application/octet-stream",
        [".ofd"] = "application/ofd",
        [".txt"] = "text/plain",
        [".csv"] = "text/csv",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".png"] = "image/png",
        [".zip"] = "application/zip",
    };

    // How such files begin, where they begin alike. A name's ending is easily wrong, and a wrong one opens nowhere.
    static readonly (string[] Endings, byte[][] Begin)[] Beginnings =
    [
        ([".pdf"], ["%PDF"u8.ToArray()]),
        ([".docx", ".xlsx", ".pptx", ".ofd", ".zip"], ["PK"u8.ToArray()]),
        ([".doc", ".xls", ".ppt"], [[0xD0, 0xCF, 0x11, 0xE0], "PK"u8.ToArray(), "{\\rtf"u8.ToArray(), "<"u8.ToArray(), [0xEF, 0xBB, 0xBF, 0x3C]]),
        ([".wps", ".et"], [[0xD0, 0xCF, 0x11, 0xE0], "PK"u8.ToArray()]),
        ([".jpg", ".jpeg"], [[0xFF, 0xD8, 0xFF]]),
        ([".png"], [[0x89, 0x50, 0x4E, 0x47]]),
    ];

    /// <summary>The command that attaches a file, where it may be attached.</summary>
    /// <exception cref="RefusalException">Its name, type or content can't be taken.</exception>
    public static AttachEvidence Take(string? fileName, byte[] content, DateOnly? speaksFor, Guid? measure)
    {
        var name = NeedFileName(fileName);
        var mediaType = NeedMediaType(name);
        if (content.Length > 0) NeedContent(name, content);
        return new(name, FileTable.Hash(content), content.Length, mediaType, speaksFor, measure);
    }

    static void NeedContent(string name, byte[] content)
    {
        var ending = Path.GetExtension(name);
        if (content.AsSpan().StartsWith("PK"u8)) NeedToOpen(name, content);
        foreach (var (endings, begin) in Beginnings)
        {
            if (!endings.Contains(ending, StringComparer.OrdinalIgnoreCase)) continue;
            foreach (var first in begin)
                if (content.AsSpan().StartsWith(first)) return;
            throw new RefusalException("evidence-not-what-it-says", $"“{name}”的内容不是 {ending} 文件。请用原来的程序打开并重新保存后再上传。");
        }
    }

    // Never opened here, but by the reviewer who checks it: a small file that fills a disk is none to keep.
    static void NeedToOpen(string name, byte[] content)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content, writable: false));
            if (archive.Entries.Sum(entry => (decimal)entry.Length) > MostUnpacked)
                throw new RefusalException("evidence-unpacked-large", $"“{name}”解压后超过 {MostUnpacked / 1024 / 1024 / 1024} GB，不能上传。请拆分成几个文件。");
        }
        catch (InvalidDataException)
        {
            throw new RefusalException("evidence-not-what-it-says", $"“{name}”已损坏，打不开。请用原来的程序打开并重新保存后再上传。");
        }
    }

    /// <summary>A name and no path: no browser of today sends one, and what does means no good.</summary>
    public static string NeedFileName(string? fileName)
    {
        var name = (fileName ?? "").Trim();
        if (name.AsSpan().IndexOfAny('/', '\\') >= 0)
            throw new RefusalException("file-name-path", "文件名里不能有路径（“/”或“\\”），请改名后再上传。");
        if (name.Length is 0 or > 200)
            throw new RefusalException("file-name-odd", "文件名为空或超过 200 个字符，请改名后再上传。");
        PlainText.Need(name);
        return name;
    }

    public static string NeedMediaType(string fileName) =>
        MediaTypes.TryGetValue(Path.GetExtension(fileName), out var type)
            ? type
            : throw new RefusalException("evidence-type", "这种文件不能作为佐证材料。请上传 PDF、Word、Excel、PPT、WPS、OFD、文本、图片或 ZIP 文件。");
}
