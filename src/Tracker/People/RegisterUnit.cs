using Tracker.EventStore;

namespace Tracker.People;

/// <summary>添加单位: a unit of the tree, under a name that no other has.</summary>
public sealed class RegisterUnit(DocumentStore store, TimeProvider time)
{
    /// <param name="name">Full name.</param>
    /// <param name="shortName">简称; the full name where there is none.</param>
    /// <param name="parentId">上级单位, or null at the top.</param>
    /// <param name="actor">Who adds it.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The name as it is kept.</returns>
    public async Task<string> Handle(string? name, string? shortName, Guid? parentId, Actor actor, CancellationToken ct)
    {
        actor.Need(Right.ManagePeople);
        PlainText.Need(name, shortName);
        if (string.IsNullOrWhiteSpace(name)) throw new RefusalException("unit-name-missing", "请填写单位全称。");
        await using var connection = await store.OpenConnectionAsync(ct);
        var units = await PeopleQuery.Units(connection, ct);
        var kept = name.Trim();
        if (units.Any(unit => unit.Name == kept)) throw new RefusalException("unit-exists", "已有同名单位，不必重复添加。");
        if (parentId is { } parent && units.All(unit => unit.Id != parent))
            throw new RefusalException("unit-parent-unknown", "没有找到所选的上级单位，请刷新页面后重新选择。");
        if (!actor.Where(Right.ManagePeople).Everywhere && (parentId is not { } above || !actor.Where(Right.ManagePeople).Covers(above)))
            throw new RefusalException("unit-outside-scope", "只能在您的管理范围内调整单位的隶属关系。");

        await using var session = store.OpenSession(actor.Id.ToString());
        session.StartStream<Unit>(Guid.CreateVersion7(time.GetUtcNow()),
            new UnitRegistered(kept, string.IsNullOrWhiteSpace(shortName) ? kept : shortName.Trim(), parentId, units.Count));
        await session.SaveChangesAsync(ct);
        return kept;
    }
}
