namespace Tracker.People;

/// <summary>What deciding about a person needs to know besides the person.</summary>
/// <param name="AnotherAdministrator">Somebody else is 管理员 over everything.</param>
public sealed record Staff(UnitTree Units, bool AnotherAdministrator, DateOnly Today);

/// <summary>Something that is asked of a person's stream. Deciding is pure.</summary>
public abstract record PersonCommand
{
    /// <summary>The events that follow; none where what is asked already holds.</summary>
    /// <exception cref="RefusalException">A rule of the domain forbids it.</exception>
    public abstract IReadOnlyList<PersonEvent> Decide(Person person, Staff staff, Actor actor);

    protected static void NeedHere(Person person)
    {
        if (person.Left) throw new RefusalException("person-left", "该人员已离任，不能再办理。");
    }

    protected static Post NeedPost(Person person, Guid id) =>
        person.Post(id) ?? throw new RefusalException("post-unknown", "该人员已没有这个任职，请刷新页面。");

    /// <summary>Without one nobody could let anybody in again.</summary>
    protected static void NeedAdministratorLeft(Person before, Person after, Staff staff)
    {
        if (before.Posts.Any(post => post.Administers) && !after.Posts.Any(post => post.Administers) && !staff.AnotherAdministrator)
            throw new RefusalException("last-administrator", "这是最后一位管理全部单位的管理员。请先让另一位能登录的人员担任管理员，再办理。");
    }

    /// <summary>职务 as it is kept; 角色 none means 查阅.</summary>
    protected static Post Cleaned(Guid id, Guid? unit, string? title, IReadOnlyList<Role> roles, Guid? scope)
    {
        var kept = string.IsNullOrWhiteSpace(title) ? null : title.Trim();
        if (kept?.Length > 50) throw new RefusalException("post-title-too-long", "职务请控制在 50 字以内。");
        Role[] granted = roles.Count == 0 ? [Role.Reader] : [.. roles.Distinct().Order()];
        if (unit is null && granted.Any(role => !Rights.IsSupervising(role)))
            throw new RefusalException("post-needs-unit", "承办人和单位负责人必须属于一个单位，请选择单位。");
        return new(id, unit, kept, granted, granted.Any(Rights.IsSupervising) ? scope : null);
    }
}

/// <summary>姓名、电话.</summary>
public sealed record ChangePerson(string? Name, string? Phone) : PersonCommand
{
    public override IReadOnlyList<PersonEvent> Decide(Person person, Staff staff, Actor actor)
    {
        Managing.NeedPerson(actor, person.Id, person.Posts);
        NeedHere(person);
        if (string.IsNullOrWhiteSpace(Name)) throw new RefusalException("person-name-missing", "请填写姓名。");
        if (Name.Trim().Length > 50 || Phone?.Trim().Length > 30)
            throw new RefusalException("person-too-long", "姓名请控制在 50 字以内，电话请控制在 30 字以内。");
        var (name, phone) = (Name.Trim(), string.IsNullOrWhiteSpace(Phone) ? null : Phone.Trim());
        var events = new List<PersonEvent>();
        if (name != person.Name) events.Add(new PersonRenamed(name, actor.By));
        if (phone != person.Phone) events.Add(new PhoneChanged(phone, actor.By));
        return events;
    }
}

/// <summary>兼任: one more post.</summary>
public sealed record TakePost(Guid PostId, Guid? UnitId, string? Title, IReadOnlyList<Role> Roles, Guid? ScopeId) : PersonCommand
{
    public override IReadOnlyList<PersonEvent> Decide(Person person, Staff staff, Actor actor)
    {
        Managing.NeedPerson(actor, person.Id, person.Posts);
        NeedHere(person);
        var post = Cleaned(PostId, UnitId, Title, Roles, ScopeId);
        Managing.NeedToGrant(actor, post, staff.Units);
        return person.Posts.Any(post.IsLike) ? [] : [new PostTaken(post.Id, post.UnitId, post.Title, post.Roles, post.ScopeId, actor.By)];
    }
}

/// <summary>任职调整.</summary>
public sealed record ChangePost(Guid PostId, Guid? UnitId, string? Title, IReadOnlyList<Role> Roles, Guid? ScopeId) : PersonCommand
{
    public override IReadOnlyList<PersonEvent> Decide(Person person, Staff staff, Actor actor)
    {
        Managing.NeedPerson(actor, person.Id, person.Posts);
        NeedHere(person);
        var before = NeedPost(person, PostId);
        var post = Cleaned(PostId, UnitId, Title, Roles, ScopeId);
        if (post.IsLike(before)) return [];
        Managing.NeedToGrant(actor, post, staff.Units);
        var changed = new PostChanged(PostId, post.UnitId, post.Title, post.Roles, post.ScopeId, actor.By);
        NeedAdministratorLeft(person, person.Apply(changed), staff);
        return [changed];
    }
}

/// <summary>免去兼任; who gives up the main post leaves.</summary>
public sealed record LeavePost(Guid PostId) : PersonCommand
{
    public override IReadOnlyList<PersonEvent> Decide(Person person, Staff staff, Actor actor)
    {
        Managing.NeedPerson(actor, person.Id, person.Posts);
        NeedHere(person);
        if (PostId == person.Id)
            throw new RefusalException("main-post-stays", "主要任职不能免去。如已调整岗位请修改该任职，如已调离请办理离任。");
        if (person.Post(PostId) is null) return [];
        var left = new PostLeft(PostId, actor.By);
        NeedAdministratorLeft(person, person.Apply(left), staff);
        return [left];
    }
}
