namespace Tracker.People;

/// <summary>A commitment on which the leaving person is named.</summary>
public sealed record HeldCommitment(Guid Id, string Title, Guid? LeadUnit, string? LeadName, DateOnly? DueOn);

/// <summary>Who takes over what belongs to one post.</summary>
/// <param name="TakesPost">接任该职务: the post's title, roles and scope too, unless he has as much there already.</param>
public sealed record Successor(Person To, bool TakesPost);

/// <summary>What one leaving does: to the one who leaves, to his successors and principals, and to each commitment.</summary>
public sealed record HandedOver(PersonLeft Left, IReadOnlyList<(Guid Person, PersonEvent Event)> Others, IReadOnlyDictionary<Guid, PersonRef> Commitments);

/// <summary>离任交接: open commitments, posts and deputyships go to successors of the same units, all at once.</summary>
/// <param name="Successors">By post of the leaving person.</param>
/// <param name="Held">Open commitments on which he is named.</param>
/// <param name="Principals">Those for whom he stands in.</param>
public sealed record HandOver(
    string? Reason, IReadOnlyDictionary<Guid, Successor> Successors, IReadOnlyList<HeldCommitment> Held, IReadOnlyList<Person> Principals)
{
    /// <param name="newId">Ids for what begins.</param>
    public HandedOver Decide(Person person, Staff staff, Actor actor, Func<Guid> newId)
    {
        Managing.NeedPerson(actor, person.Id, person.Posts);
        if (person.Left) throw new RefusalException("person-left", "该人员已离任，不能再办理。");
        if (Reason?.Length > 200) throw new RefusalException("leave-reason-too-long", "离任说明请控制在 200 字以内。");
        foreach (var (postId, successor) in Successors) NeedFit(person, person.Post(postId), successor);
        var commitments = Held.ToDictionary(held => held.Id, held => SuccessorOf(person, held));
        var posts = person.Posts.Select(post => (Post: post, Successor: Successors.GetValueOrDefault(post.Id)))
            .Where(each => each.Successor is { TakesPost: true } successor && !Has(successor.To, each.Post)).ToList();
        if (person.Posts.Any(post => post.Administers) && !staff.AnotherAdministrator && !posts.Any(each => each.Post.Administers))
            throw new RefusalException("last-administrator", "这是最后一位管理全部单位的管理员。请先让另一位能登录的人员担任管理员，再办理。");

        var main = Successors.GetValueOrDefault(person.Id)?.To;
        List<(Guid, PersonEvent)> others =
        [
            .. posts.Select(each => (each.Successor!.To.Id, (PersonEvent)new PostTaken(newId(), each.Post.UnitId, each.Post.Title, each.Post.Roles, each.Post.ScopeId, actor.By))),
            .. Principals.SelectMany(principal => Deputyships(person, principal, main, staff.Today, actor, newId)),
        ];
        return new(new(string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim(), actor.By, main?.Ref), others, commitments);
    }

    /// <summary>The post to which a commitment belongs: that of the unit which leads it, else the main one.</summary>
    public static Post PostOf(Person person, HeldCommitment held) =>
        person.Posts.Find(post => held.LeadUnit is not null && post.UnitId == held.LeadUnit) ?? person.Posts[0];

    /// <summary>True where the person has at least these roles in that unit, over the same scope.</summary>
    public static bool Has(Person person, Post post) =>
        person.Posts.Any(own => own.UnitId == post.UnitId && own.ScopeId == post.ScopeId && post.Roles.All(own.Roles.Contains));

    PersonRef SuccessorOf(Person person, HeldCommitment held) =>
        Successors.GetValueOrDefault(PostOf(person, held).Id)?.To.Ref
        ?? throw new RefusalException("successor-missing", $"还有 {Held.Count} 项未销号的事项由{person.Name}负责，请选择接任人。");

    static void NeedFit(Person person, Post? post, Successor successor)
    {
        if (post is null) throw new RefusalException("post-unknown", "该人员已没有这个任职，请刷新页面。");
        if (successor.To.Id == person.Id || successor.To.Left)
            throw new RefusalException("successor-gone", "接任人不能是本人，也不能是已离任的人员，请另选。");
        if (post.UnitId is { } unit && successor.To.Posts.All(own => own.UnitId != unit))
            throw new RefusalException("successor-of-other-unit", "接任人须在同一单位任职。请先为其添加在该单位的任职，或另选接任人。");
    }

    static IEnumerable<(Guid, PersonEvent)> Deputyships(Person person, Person principal, Person? successor, DateOnly today, Actor actor, Func<Guid> newId)
    {
        foreach (var held in principal.Deputies.Where(deputy => deputy.Deputy.Id == person.Id && deputy.To >= today))
        {
            yield return (principal.Id, new DeputyWithdrawn(held.Id, actor.By));
            if (successor is not null && successor.Id != principal.Id)
                yield return (principal.Id, new DeputyNamed(newId(), held.PostId, successor.Ref, held.From > today ? held.From : today, held.To, actor.By));
        }
    }
}
