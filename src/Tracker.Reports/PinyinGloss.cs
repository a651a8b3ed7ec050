using System.Buffers;

namespace Tracker.Reports;

/// <summary>Some converters leave the sound of a character in brackets behind it: 領(lǐng)導(dǎo).</summary>
static class PinyinGloss
{
    static readonly SearchValues<char> toned = SearchValues.Create("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ");
    const int Longest = 7;

    public static NormalText Remove(NormalText text) =>
        text.Value.AsSpan().IndexOfAny(toned) < 0 ? text : text.Without(Find(text.Value));

    public static string Remove(string text)
    {
        if (text.AsSpan().IndexOfAny(toned) < 0)
            return text;
        foreach (var (start, end) in Enumerable.Reverse(Find(text)))
            text = text.Remove(start, end - start);
        return text;
    }

    static List<(int Start, int End)> Find(string text)
    {
        var found = new List<(int, int)>();
        var before = '\0'; // the last character that stays
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '(' or '（' && Normalizer.IsChinese(before) && EndOfGloss(text, i) is var end and > 0)
            {
                found.Add((i, end));
                i = end - 1;
            }
            else if (text[i] == ' ' && Normalizer.IsChinese(before))
                found.Add((i, i + 1)); // it stood between two brackets, one of which is gone
            else
                before = text[i];
        }
        return found;
    }

    static int EndOfGloss(string text, int open)
    {
        var sounded = false;
        for (var i = open + 1; i < text.Length && i <= open + Longest + 1; i++)
        {
            var c = text[i];
            if (c is ')' or '）')
                return sounded ? i + 1 : 0;
            if (toned.Contains(c))
                sounded = true;
            else if (c is not (>= 'a' and <= 'z' or 'ü'))
                return 0;
        }
        return 0;
    }
}
