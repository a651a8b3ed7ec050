namespace Tracker.Commitments;

/// <summary>佐证材料: which files are taken, and under what name they are kept.</summary>
public static class Evidence
{
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

    /// <summary>The name without any folder: what a browser or a client sends is not a path of ours.</summary>
    public static string NeedFileName(string? fileName)
    {
        var name = (fileName ?? "").Split('/', '\\')[^1].Trim();
        name = new string([.. name.Where(c => !char.IsControl(c))]);
        return name.Length is 0 or > 200
            ? throw new RefusalException("file-name-odd", "文件名为空或超过 200 个字符，请改名后再上传。")
            : name;
    }

    public static string NeedMediaType(string fileName) =>
        MediaTypes.TryGetValue(Path.GetExtension(fileName), out var type)
            ? type
            : throw new RefusalException("evidence-type", "这种文件不能作为佐证材料。请上传 PDF、Word、Excel、PPT、WPS、OFD、文本、图片或 ZIP 文件。");
}
