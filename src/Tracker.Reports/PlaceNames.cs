namespace Tracker.Reports;

/// <summary>Place names as a text itself uses them; no list of places is known.</summary>
sealed class PlaceNames(string text)
{
    /// <summary>Characters of grammar and rank, which no place name holds.</summary>
    const string Never = "全我本各该省市县区在和与及为是的了等向由从将把让使到每其此这那有无不个以者并或被";

    /// <summary>Characters that make a common noun with 市 or 区: 城市, 超市, 社区, 园区.</summary>
    const string NeverLast = "城超都股级夜闹菜楼社片景园校厂街小辖地动进成建受营院围绕群排类";
    const int Enough = 3;

    /// <summary>Words that make a kind of district or a phrase, not a name: 示范区, 依法治市.</summary>
    static readonly HashSet<string> kinds =
    [
        "示范", "先行", "实验", "试验", "开发", "高新", "保税", "综保", "合作", "管理", "度假", "功能", "核心", "中心", "标杆", "集聚", "聚集", "自贸", "先导", "风景", "经济",
        "工业", "生态", "居住", "服务", "承载", "海绵", "法治", "业强", "化强", "技强", "质量", "直辖", "智慧", "创新", "大湾", "港澳", "部门", "高校", "文明", "平安", "宜居", "韧性", "美丽", "保护", "湿地",
    ];

    /// <summary>The place of that rank (市, 县, 区…) that the text speaks of most, with or without its rank.</summary>
    public string? MostFrequent(char rank)
    {
        var counts = new Dictionary<string, int>();
        for (var at = text.IndexOf(rank, 1); at > 0 && at + 1 < text.Length; at = text.IndexOf(rank, at + 1))
            if (NameBefore(at, 2) is { } name)
                counts[name] = counts.GetValueOrDefault(name) + 1;
        var best = counts.Where(c => c.Value >= Enough).OrderByDescending(c => c.Value).Take(6)
            .Select(c => (c.Key, c.Value, Bare: Count(c.Key))).OrderByDescending(c => c.Bare).ThenBy(c => c.Key, StringComparer.Ordinal).FirstOrDefault();
        return best.Key is null || best.Bare <= best.Value ? null : Longer(best.Key + rank, best.Value);
    }

    int Count(string name)
    {
        var count = 0;
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
            count++;
        return count;
    }

    /// <summary>The city named directly before a district: 某某市 before 某某区.</summary>
    public string? Before(string district)
    {
        for (var at = text.IndexOf(district, StringComparison.Ordinal); at > 0; at = text.IndexOf(district, at + 1, StringComparison.Ordinal))
            if (at >= 3 && text[at - 1] == '市')
                return NameBefore(at - 1, 3) is { } three && IsBoundary(at - 5) ? three + "市" : NameBefore(at - 1, 2) is { } two ? two + "市" : null;
        return null;
    }

    string? NameBefore(int at, int length)
    {
        if (at < length)
            return null;
        var name = text[(at - length)..at];
        foreach (var c in name)
            if (!Normalizer.IsChinese(c) || Never.Contains(c))
                return null;
        return NeverLast.Contains(name[^1]) || kinds.Contains(name) ? null : name;
    }

    bool IsBoundary(int at) => at < 0 || !Normalizer.IsChinese(text[at]) || Never.Contains(text[at]);

    /// <summary>A name of three characters shows as one of two with always the same character before it.</summary>
    string Longer(string name, int count)
    {
        var before = new Dictionary<char, int>();
        for (var at = text.IndexOf(name, 1, StringComparison.Ordinal); at > 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
            before[text[at - 1]] = before.GetValueOrDefault(text[at - 1]) + 1;
        var most = before.OrderByDescending(b => b.Value).FirstOrDefault();
        return most.Value * 10 >= count * 9 && Normalizer.IsChinese(most.Key) && !Never.Contains(most.Key) ? most.Key + name : name;
    }
}
