using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Tracker.Commitments;

namespace Tracker;

/// <summary>
/// What people type ends up in papers, workbooks and mails: plain text, and nothing that is not seen, not printed or not meant as text.
/// Line breaks and tabs are text, and so is a &lt; that opens no tag.
/// </summary>
public static partial class PlainText
{
    /// <summary>In UTF-16 units, as a browser's maxlength counts.</summary>
    public const int Longest = 4000;

    static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    /// <summary>Asks it of every text that a command carries, down to its parts.</summary>
    /// <exception cref="RefusalException">A text holds what no paper can show.</exception>
    public static void Need(object command)
    {
        foreach (var property in Properties.GetOrAdd(command.GetType(), TextsOf))
            NeedValue(property.GetValue(command));
    }

    /// <summary>Asks it of texts that come without a command.</summary>
    public static void Need(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts) NeedText(text);
    }

    static void NeedValue(object? value)
    {
        if (value is string text) NeedText(text);
        else if (value is IEnumerable many) { foreach (var one in many) NeedValue(one); }
        else if (value is not null && IsOurs(value.GetType())) Need(value);
    }

    static void NeedText(string? text)
    {
        if (string.IsNullOrEmpty(text)) return;
        // A line break comes from a form as two characters, where the browser counted one.
        if (text.Length - text.AsSpan().Count("\r\n") > Longest) throw new RefusalException("text-long", $"文字超过 {Longest} 个字符，请精简后再提交；详细内容可以作为佐证材料上传。");
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsUnseen(rune)) throw new RefusalException("text-unseen", "文字里有看不见的控制字符，不能保存。请删去后重新填写，或者先粘贴到记事本再复制过来。");
            if (IsPicture(rune)) throw new RefusalException("text-picture", "文字里有表情符号，公文中无法显示，不能保存。请删去后再提交。");
        }
        if (Tag().IsMatch(text)) throw new RefusalException("text-markup", "文字里有网页标签（如 <b>），不能保存。请只填写文字，删去标签后再提交。");
    }

    // Also what turns the direction of writing: with it a text reads otherwise than it is. A broken half of a character becomes U+FFFD.
    static bool IsUnseen(Rune rune) =>
        Rune.IsControl(rune) && rune.Value is not ('\t' or '\r' or '\n') || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFFFD or 0xFFFE or 0xFFFF;

    // ★, ✓ and ① are in every Chinese font and stay.
    static bool IsPicture(Rune rune) => rune.Value is >= 0x1F000 and <= 0x1FAFF or 0xFE0F;

    static PropertyInfo[] TextsOf(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0 && MayHoldText(property.PropertyType))];

    static bool MayHoldText(Type type) => type == typeof(string) || typeof(IEnumerable).IsAssignableFrom(type) || IsOurs(type);

    static bool IsOurs(Type type) =>
        type.Assembly == typeof(PlainText).Assembly && !type.IsEnum && !typeof(CommitmentEvent).IsAssignableFrom(type); // what has happened was asked then

    [GeneratedRegex(@"</?[A-Za-z][A-Za-z0-9:-]*(\s[^<>]*)?/?>|<!--|<!doctype", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
