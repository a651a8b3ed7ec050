using Tracker.EventStore;
using Tracker.People;

namespace Tracker.Cli;

/// <summary>Units and people as somebody types them: by name, by login or by id.</summary>
sealed class NamedOnes(IReadOnlyList<UnitRow> units, IReadOnlyList<PersonRow> people)
{
    public static async Task<NamedOnes> Load(DocumentStore store, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        return new(await PeopleQuery.Units(connection, ct), await PeopleQuery.People(connection, ct));
    }

    public UnitRef Unit(string typed)
    {
        var named = units.Where(unit => unit.Name == typed || unit.Id.ToString() == typed).ToList();
        if (named.Count == 0) named = [.. units.Where(unit => unit.ShortName == typed)];
        return named is [{ } only] ? new(only.Id, only.Name) : throw new RefusalException("unit-unknown", named.Count == 0
            ? $"没有找到单位“{typed}”，请写全称、简称或编号。" : $"有 {named.Count} 个单位叫“{typed}”，请写全称或编号。");
    }

    public IReadOnlyList<UnitRef> Units(string[]? typed) => [.. (typed ?? []).Select(Unit)];

    public PersonRef? Person(string? typed)
    {
        if (typed is null) return null;
        var named = people.Where(person => person.Login == typed || person.Id.ToString() == typed).ToList();
        if (named.Count == 0) named = [.. people.Where(person => person.Name == typed)];
        return named is [{ } only] ? new(only.Id, only.Name) : throw new RefusalException("person-unknown", named.Count == 0
            ? $"没有找到人员“{typed}”，请写登录名、姓名或编号。" : $"有 {named.Count} 个人叫“{typed}”，请写登录名。");
    }
}
