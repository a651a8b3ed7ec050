using System.Text;

namespace Tracker.Reports;

/// <summary>Finds the encoding of a text by its byte order mark, else by which reading gives plausible Chinese.</summary>
static class TextDecoder
{
    const int Sample = 64 * 1024;
    const double Plausible = 0.45;

    static readonly Encoding strictUtf8 = new UTF8Encoding(false, true);
    static readonly (string Name, Encoding Encoding)[] candidates = Candidates();

    /// <param name="declared">The encoding that a page declares for itself, tried first.</param>
    public static ReportText Decode(byte[] content, string? declared)
    {
        if (ByteOrderMark(content) is { } marked)
            return Checked(marked.Encoding.GetString(content, marked.Length, content.Length - marked.Length), marked.Name);
        var nuls = Array.IndexOf(content, (byte)0) >= 0;
        if (!nuls && TryUtf8(content) is { } utf8)
            return Checked(utf8, "UTF-8");
        var sample = content.AsSpan(0, Math.Min(content.Length, Sample) & ~1);
        var best = (Name: "", Encoding: strictUtf8, Score: double.MinValue);
        foreach (var (name, encoding) in candidates)
        {
            if (nuls != name.StartsWith("UTF-16", StringComparison.Ordinal) && nuls)
                continue;
            var score = Score(encoding.GetString(sample)) + (string.Equals(name, declared, StringComparison.OrdinalIgnoreCase) ? 0.2 : 0);
            if (score > best.Score)
                best = (name, encoding, score);
        }
        if (best.Score < Plausible)
            throw NotText();
        return Checked(best.Encoding.GetString(content), best.Name);
    }

    static string? TryUtf8(byte[] content)
    {
        try
        {
            return strictUtf8.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    static ReportText Checked(string text, string encoding)
    {
        var control = 0;
        foreach (var c in text)
            if (c is < ' ' and not ('\n' or '\r' or '\t' or '\f' or '\v') or '\u007f' or '\ufffd')
                control++;
        if (control * 50L > text.Length)
            throw NotText();
        if (string.IsNullOrWhiteSpace(text))
            throw new UnreadableFileException("file-empty", "文件里没有文字。请确认选对了文件，再重新选择。");
        return new(text, "txt", encoding);
    }

    static UnreadableFileException NotText() =>
        new("file-not-text", "这个文件的内容不是可以识别的文字。请用记事本、Word 或 WPS 打开确认，另存为 UTF-8 编码的 .txt 或 .docx 后重新选择。");

    static (string Name, Encoding Encoding, int Length)? ByteOrderMark(ReadOnlySpan<byte> content) =>
        content.StartsWith([(byte)0xef, (byte)0xbb, (byte)0xbf]) ? ("UTF-8", Encoding.UTF8, 3)
        : content.StartsWith([(byte)0xff, (byte)0xfe, (byte)0, (byte)0]) ? ("UTF-32LE", Encoding.UTF32, 4)
        : content.StartsWith([(byte)0xff, (byte)0xfe]) ? ("UTF-16LE", Encoding.Unicode, 2)
        : content.StartsWith([(byte)0xfe, (byte)0xff]) ? ("UTF-16BE", Encoding.BigEndianUnicode, 2)
        : content.StartsWith([(byte)0x84, (byte)0x31, (byte)0x95, (byte)0x33]) ? ("GB18030", candidates[1].Encoding, 4)
        : null;

    /// <summary>1 for characters that fill official prose, less for rarer ones, below 0 for what no prose holds.</summary>
    static double Score(string text)
    {
        if (text.Length == 0)
            return double.MinValue;
        var sum = 0.0;
        foreach (var c in text)
            sum += c switch
            {
                '\ufffd' => -4,
                '\r' or '\n' or '\t' or ' ' => 0.6,
                > ' ' and < '\u007f' => 0.7,
                '，' or '。' or '、' or '；' or '：' or '（' or '）' or '“' or '”' or '《' or '》' or '\u3000' => 1,
                >= '\u4e00' and <= '\u9fff' => CommonCharacters.Contains(TraditionalCharacters.Simplify(c)) ? 1 : 0.1,
                _ => -1,
            };
        return sum / text.Length;
    }

    static (string, Encoding)[] Candidates()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return
        [
            ("UTF-8", Encoding.UTF8),
            ("GB18030", Encoding.GetEncoding("GB18030")),
            ("Big5", Encoding.GetEncoding("big5")),
            ("UTF-16LE", Encoding.Unicode),
            ("UTF-16BE", Encoding.BigEndianUnicode),
        ];
    }
}
