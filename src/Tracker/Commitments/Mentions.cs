using Tracker.People;

namespace Tracker.Commitments;

/// <summary>@姓名 in a comment: whom it calls. Where two have the name, the unit says which: @张三（市司法局）.</summary>
public static class Mentions
{
    public const int Most = 20;

    /// <exception cref="RefusalException">A name fits several people, or there are too many.</exception>
    public static IReadOnlyList<PersonRow> In(string text, IReadOnlyList<PersonRow> people, IReadOnlyList<UnitRow> units)
    {
        var called = new List<PersonRow>();
        for (var at = text.IndexOf('@'); at >= 0; at = text.IndexOf('@', at + 1))
        {
            // The longest name that fits: 张三 is no 张三丰. An address of e-mail fits none.
            var named = people.Where(person => person.Name.Length > 0 && text.AsSpan(at + 1).StartsWith(person.Name))
                .GroupBy(person => person.Name).MaxBy(group => group.Key.Length);
            if (named is null) continue;
            called.Add(Which([.. named], text.AsSpan(at + 1 + named.Key.Length), units));
        }
        if (called.Count > Most) throw new RefusalException("too-many-mentions", $"一条留言最多提醒 {Most} 人，请分次留言。");
        return [.. called.DistinctBy(person => person.Id)];
    }

    static PersonRow Which(List<PersonRow> named, ReadOnlySpan<char> after, IReadOnlyList<UnitRow> units)
    {
        if (named.Count == 1) return named[0];
        if (after.Length > 0 && after[0] is '（' or '(')
        {
            var rest = after[1..];
            foreach (var person in named)
                if (units.FirstOrDefault(unit => unit.Id == person.UnitId) is { } unit && (rest.StartsWith(unit.Name) || rest.StartsWith(unit.ShortName)))
                    return person;
        }
        throw new RefusalException("mention-ambiguous", $"有 {named.Count} 位“{named[0].Name}”，请写明单位，例如 @{named[0].Name}（{named[0].UnitName}）。");
    }
}
