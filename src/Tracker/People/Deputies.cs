namespace Tracker.People;

/// <summary>代理: somebody stands in for a post of this person, from one day to another.</summary>
/// <param name="DeputyLeft">True where that somebody is not here any more.</param>
public sealed record NameDeputy(Guid DeputyshipId, Guid PostId, PersonRef Deputy, bool DeputyLeft, DateOnly From, DateOnly To) : PersonCommand
{
    /// <summary>Longer than that it is no standing in but a post.</summary>
    public const int MostDays = 366;

    public override IReadOnlyList<PersonEvent> Decide(Person person, Staff staff, Actor actor)
    {
        NeedOwnerOrManager(person, actor);
        NeedHere(person);
        var post = NeedPost(person, PostId);
        if (Deputy.Id == person.Id) throw new RefusalException("deputy-is-self", "代理人不能是本人，请选择其他人员。");
        if (DeputyLeft) throw new RefusalException("deputy-left", "所选代理人已离任，请选择其他人员。");
        if (To < From) throw new RefusalException("deputy-days", "代理结束日期不能早于开始日期。");
        if (To < staff.Today) throw new RefusalException("deputy-over", "代理结束日期已过，请填写今天或以后的日期。");
        if (To.DayNumber - From.DayNumber >= MostDays) throw new RefusalException("deputy-too-long", "代理最长一年。长期由他人办理的，请由管理员调整任职。");
        if (person.Deputies.Any(before => before.PostId == post.Id && before.Deputy.Id == Deputy.Id && before.From <= From && before.To >= To)) return [];
        return [new DeputyNamed(DeputyshipId, post.Id, Deputy, From, To, actor.By)];
    }

    /// <summary>The person himself, or a 管理员 whose scope holds him; never one who stands in for somebody.</summary>
    internal static void NeedOwnerOrManager(Person person, Actor actor)
    {
        if (actor.For is not null)
            throw new RefusalException("deputy-names-none", "代理他人期间不能再指定或终止代理，请改以本人职务办理。");
        if (actor.Id != person.Id) Managing.NeedPerson(actor, person.Id, person.Posts);
    }
}

/// <summary>终止代理.</summary>
public sealed record WithdrawDeputy(Guid DeputyshipId) : PersonCommand
{
    public override IReadOnlyList<PersonEvent> Decide(Person person, Staff staff, Actor actor)
    {
        NameDeputy.NeedOwnerOrManager(person, actor);
        return person.Deputies.Any(deputy => deputy.Id == DeputyshipId) ? [new DeputyWithdrawn(DeputyshipId, actor.By)] : [];
    }
}
