namespace Tracker.People;

/// <summary>What a 管理员 may do to whom: everything over the whole installation, within 管理范围 nothing that reaches beyond it.</summary>
public static class Managing
{
    /// <summary>The account of whom one stands in for is not the deputy's to manage.</summary>
    public static void NeedPerson(Actor actor, Guid person, IEnumerable<Post> posts)
    {
        actor.Need(Right.ManagePeople);
        if (actor.For?.Id == person)
            throw new RefusalException("deputy-own-principal", "代理期间不能管理被代理人的账户，请由其他管理员办理。");
        if (!Covers(actor, posts))
            throw new NotFoundException("没有找到这个人员，或者不在您的管理范围内。");
    }

    public static void NeedUnit(Actor actor, Guid unit)
    {
        actor.Need(Right.ManagePeople);
        if (!actor.Where(Right.ManagePeople).Covers(unit)) throw new NotFoundException("没有找到这个单位，或者不在您的管理范围内。");
    }

    /// <summary>What is given must lie within what the giver holds.</summary>
    public static void NeedToGrant(Actor actor, Post post, UnitTree units)
    {
        actor.Need(Right.ManagePeople);
        if (post.UnitId is { } unit && units.Find(unit) is null || post.ScopeId is { } scope && units.Find(scope) is null)
            throw new RefusalException("unit-gone", "没有找到所选的单位，可能已撤销，请刷新页面后重新选择。");
        if (!Within(actor, post))
            throw new RefusalException("post-outside-scope", "所选单位或管理范围超出了您自己的管理范围，请在您的管理范围内选择。");
    }

    /// <summary>True where nothing of what the person holds lies beyond what the actor manages.</summary>
    public static bool Covers(Actor actor, IEnumerable<Post> posts) => posts.All(post => Within(actor, post));

    internal static bool Within(Actor actor, Post post)
    {
        var area = actor.Where(Right.ManagePeople);
        return area.Everywhere
            || post.UnitId is { } unit && area.Covers(unit)
            && (!post.Roles.Any(Rights.IsSupervising) || post.ScopeId is { } scope && area.Covers(scope));
    }
}
