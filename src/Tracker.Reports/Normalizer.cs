using System.Collections;
using System.Text;

namespace Tracker.Reports;

/// <summary>Undoes what web pages, converters and fonts did to a text, keeping track of every offset.</summary>
static class Normalizer
{
    /// <summary>Radicals for which Unicode knows no plain character, each before the character that it is printed for.</summary>
    const string Radicals = "⺠民⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟⻁虎⻄西⻊足⺟母";

    public static NormalText Normalise(string source)
    {
        var traditional = TraditionalCharacters.Prevail(source);
        var value = new StringBuilder(source.Length);
        var (starts, sources) = (new List<int>(), new List<int>());
        var spaces = new BitArray(source.Length);
        var (pending, run) = (false, int.MinValue);
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            if (IsLineBreak(c))
            {
                if (value.Length > 0 && value[^1] != '\n')
                    Emit('\n', i);
                pending = false;
            }
            else if (IsBlank(c))
                pending = true;
            else if (!IsScrap(c))
            {
                c = Fold(c, traditional);
                if (pending && value.Length > 0)
                {
                    if (IsAscii(value[^1]) && IsAscii(c) && c is not ('.' or ',' or ';' or ':' or ')' or '!' or '?') && value[^1] != '(')
                        Emit(' ', i - 1);
                    else
                        spaces[value.Length] = true;
                }
                pending = false;
                Emit(c, i);
            }
        }
        var text = new NormalText(source, PlainNumerals(value), [.. starts], [.. sources], spaces, traditional);
        return PinyinGloss.Remove(text);

        void Emit(char c, int from)
        {
            if (from - value.Length != run)
            {
                run = from - value.Length;
                starts.Add(value.Length);
                sources.Add(from);
            }
            value.Append(c);
        }
    }

    /// <summary>二〇二三年 becomes 2023年, so that years are read in one way, and —、 becomes 一、; as many characters as before.</summary>
    static string PlainNumerals(StringBuilder value)
    {
        const string digits = "〇一二三四五六七八九";
        var text = value.ToString();
        for (var at = text.IndexOf('二'); at >= 0 && at + 4 < text.Length; at = text.IndexOf('二', at + 1))
        {
            if (text[at + 4] != '年' || Zero(text[at + 1]) != '〇' || digits.IndexOf(Zero(text[at + 2])) < 0 || digits.IndexOf(Zero(text[at + 3])) < 0)
                continue;
            for (var i = at; i < at + 4; i++)
                value[i] = (char)('0' + digits.IndexOf(Zero(text[i])));
        }
        // —、 is what is left of 一、 where a page's writer took a dash for it.
        for (var at = text.IndexOf('、'); at > 0 && at + 1 < text.Length; at = text.IndexOf('、', at + 1))
            if (text[at - 1] is '—' or '–' && IsChinese(text[at + 1]) && (at == 1 || text[at - 2] is not ('—' or '–')))
                value[at - 1] = '一';
        return value.ToString();

        static char Zero(char c) => c is '○' or '零' or 'O' or 'o' or '0' or '◯' or 'Ｏ' or '０' ? '〇' : c;
    }

    /// <summary>A stretch as shown to people: like <see cref="Normalise"/>, but widths stay as they were written.</summary>
    public static string Shown(ReadOnlySpan<char> source, bool traditional)
    {
        var shown = new StringBuilder(source.Length);
        var pending = false;
        foreach (var c in source)
        {
            if (IsLineBreak(c) || IsScrap(c))
                continue;
            if (IsBlank(c))
            {
                pending = true;
                continue;
            }
            if (pending && shown.Length > 0 && IsAscii(shown[^1]) && IsAscii(c))
                shown.Append(' ');
            pending = false;
            var plain = IsRadical(c) ? FoldShape(c) : c;
            shown.Append(traditional ? TraditionalCharacters.Simplify(plain) : plain);
        }
        return PinyinGloss.Remove(shown.ToString()).Trim();
    }

    public static bool IsChinese(char c) => c is >= '\u3400' and <= '\u9fff' or '\u3007';

    static bool IsAscii(char c) => c is > ' ' and < '\u007f';

    static bool IsLineBreak(char c) => c is '\n' or '\r' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029';

    static bool IsBlank(char c) =>
        c is ' ' or '\t' or '\u00a0' or '\u3000' or '\u202f' or '\u205f' or >= '\u2000' and <= '\u200a';

    /// <summary>Control characters, invisible marks and the icons of web fonts in the private-use area.</summary>
    static bool IsScrap(char c) =>
        c is < ' ' or >= '\u007f' and <= '\u009f' or '\u00ad' or >= '\u200b' and <= '\u200f' or >= '\u202a' and <= '\u202e'
            or >= '\u2060' and <= '\u2064' or >= '\ue000' and <= '\uf8ff' or '\ufeff' or >= '\ufff9' and <= '\ufffc';

    static char Fold(char c, bool traditional) => traditional ? TraditionalCharacters.Simplify(FoldShape(c)) : FoldShape(c);

    /// <summary>Full width to half, and the Kangxi radicals and compatibility forms that fonts in PDFs put for plain characters.</summary>
    public static char FoldShape(char c)
    {
        if (c is >= '\uff01' and <= '\uff5e')
            return (char)(c - 0xfee0);
        if (!IsRadical(c))
            return c;
        return Radicals.IndexOf(c) is var at and >= 0 && at % 2 == 0 ? Radicals[at + 1]
            : c.ToString().Normalize(NormalizationForm.FormKC) is [var plain] ? plain : c;
    }

    static bool IsRadical(char c) => c is >= '\u2e80' and <= '\u2fdf' or >= '\uf900' and <= '\ufaff';
}
