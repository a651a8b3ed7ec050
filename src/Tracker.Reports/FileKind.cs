namespace Tracker.Reports;

/// <summary>What a file is by its first bytes, whatever its name says.</summary>
static class FileKind
{
    public enum Content { Other, Zip, Pdf, OldOffice, Picture, Program, Archive, Media, Database }

    static readonly (byte[] Magic, Content Kind)[] signatures =
    [
        ([0x50, 0x4b, 0x03, 0x04], Content.Zip), ([0x50, 0x4b, 0x05, 0x06], Content.Zip),
        ("%PDF-"u8.ToArray(), Content.Pdf),
        ([0xd0, 0xcf, 0x11, 0xe0], Content.OldOffice),
        ([0x89, 0x50, 0x4e, 0x47], Content.Picture), ([0xff, 0xd8, 0xff], Content.Picture), ("GIF8"u8.ToArray(), Content.Picture),
        ([0x49, 0x49, 0x2a, 0x00], Content.Picture), ([0x4d, 0x4d, 0x00, 0x2a], Content.Picture),
        ([0x7f, 0x45, 0x4c, 0x46], Content.Program),
        ([0x1f, 0x8b], Content.Archive), ("Rar!"u8.ToArray(), Content.Archive), ([0x37, 0x7a, 0xbc, 0xaf], Content.Archive), ([0xfd, 0x37, 0x7a, 0x58], Content.Archive),
        ("OggS"u8.ToArray(), Content.Media), ("ID3"u8.ToArray(), Content.Media),
        ("SQLite format 3"u8.ToArray(), Content.Database),
    ];

    public static Content Of(ReadOnlySpan<byte> content)
    {
        foreach (var (magic, kind) in signatures)
            if (content.StartsWith(magic))
                return kind;
        if (content.Length > 12 && content.StartsWith("RIFF"u8))
            return content[8..].StartsWith("WEBP"u8) ? Content.Picture : Content.Media;
        if (content.Length > 12 && content[4..].StartsWith("ftyp"u8))
            return Content.Media;
        // BM and MZ are words too: only with the NULs that a picture or program has.
        if (content.Length > 64 && content[..64].Contains((byte)0))
            return content.StartsWith("BM"u8) ? Content.Picture : content.StartsWith("MZ"u8) ? Content.Program : Content.Other;
        // Some PDFs carry a few bytes in front of their header.
        return content[..Math.Min(content.Length, 1024)].IndexOf("%PDF-"u8) >= 0 ? Content.Pdf : Content.Other;
    }

    public static string Named(Content kind) => kind switch
    {
        Content.Zip => "压缩包或 Office 文档",
        Content.Pdf => " PDF ",
        Content.OldOffice => "旧版 Office 文档",
        Content.Picture => "图片",
        Content.Program => "程序",
        Content.Archive => "压缩包",
        Content.Media => "音频或视频",
        Content.Database => "数据库",
        _ => "其他格式",
    };
}
