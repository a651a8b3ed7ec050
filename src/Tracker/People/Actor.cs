using Tracker.Commitments;

namespace Tracker.People;

/// <summary>Who acts: a person in one of his posts, or in a post of somebody whose deputy he is, with the roles held there.</summary>
public sealed record Actor(Guid Id, string Name, Guid? UnitId, string? UnitName, IReadOnlyList<Role> Roles)
{
    /// <summary>The unit and every unit below it: what a department's roles cover.</summary>
    public IReadOnlyList<Guid> UnitIds { get; init; } = UnitId is { } unit ? [unit] : [];

    /// <summary>What a token or a link narrows this person to; null for who is here in person.</summary>
    public ActorLimit? Limit { get; init; }

    /// <summary>管理范围 of the supervising roles; null for the whole installation.</summary>
    public ScopeUnits? Scope { get; init; }

    /// <summary>The post acted in; a person's main post has his own id.</summary>
    public Guid PostId { get; init; } = Id;

    /// <summary>职务.</summary>
    public string? Title { get; init; }

    /// <summary>代理: whom he stands in for; null where he acts for himself.</summary>
    public PersonRef? For { get; init; }

    /// <summary>Every unit in which this person holds any post, and the one acted in: of none of them does he close the work.</summary>
    public IReadOnlyList<Guid> TiedTo { get; init; } = UnitId is { } own ? [own] : [];

    /// <summary>As it is written into events: names as they were on that day.</summary>
    public By By => new(Id, Name, UnitId, UnitName, For);

    /// <summary>Whose inbox is read: the deputy's work is that of the person he stands in for.</summary>
    public Guid InboxOf => For?.Id ?? Id;

    /// <summary>True where the right holds anywhere; whether it holds for one commitment is asked of that commitment.</summary>
    public bool May(Right right) => IsLeft(right) && Roles.Any(role => Rights.ReachOf(role, right) switch
    {
        Reach.None => false,
        Reach.Installation => Scope is null,
        _ => true,
    });

    public bool Is(Role role) => Roles.Contains(role);

    /// <summary>Where the right holds: what every list is cut to.</summary>
    public Area Where(Right right)
    {
        if (!IsLeft(right) || Limit?.Commitment is not null) return Area.Nowhere;
        var reaches = Roles.Select(role => Rights.ReachOf(role, right)).ToHashSet();
        if (Scope is null && (reaches.Contains(Reach.Scope) || reaches.Contains(Reach.Installation))) return Area.Whole;
        var scope = reaches.Contains(Reach.Scope) ? Scope : null;
        var own = reaches.Contains(Reach.OwnUnits) ? UnitIds : [];
        return scope is null && own.Count == 0 ? Area.Nowhere : new(false, [.. own, .. scope?.Units ?? []], scope?.Names ?? []);
    }

    /// <summary>True where the person sees every unit's commitments, not only those of some.</summary>
    public bool SeesAllUnits => Where(Right.ReadLedger).Everywhere;

    /// <summary>True where what the person watches over – not only what the own unit works on – covers it.</summary>
    public bool WatchesOver(Commitment commitment) =>
        Roles.Any(Rights.IsSupervising) && (Scope is null || new Area(false, Scope.Units, Scope.Names).Covers(commitment));

    /// <summary>A department sees what its units lead or help with, or did before; the others what lies in their scope.</summary>
    public bool MaySee(Commitment commitment) => Limit?.Commitment is { } only ? commitment.Id == only : May(Right.ReadLedger, commitment);

    /// <summary>Who worked on it before is told by the command itself that another does now.</summary>
    public bool May(Right right, Commitment commitment) =>
        Where(right).Covers(commitment)
        || IsLeft(right) && (Limit?.Commitment is not { } only || commitment.Id == only)
        && Roles.Any(role => Rights.ReachOf(role, right) is Reach.OwnUnits) && commitment.WorkingUnits.Any(UnitIds.Contains);

    /// <summary>Reports are published: a department reads every one. A scope leaves those of its own organisations, and those it has commitments of.</summary>
    public bool ReadsAllReports => SeesAllUnits || Roles.Any(role => Rights.ReachOf(role, Right.ReadLedger) is Reach.OwnUnits);

    bool IsLeft(Right right) => Limit is null || Limit.Rights.Contains(right);

    public void Need(Right right)
    {
        if (!May(right)) throw new ForbiddenException(right);
    }
}

/// <summary>What is left of somebody's rights: those of an interface token, or of a reply link to one commitment.</summary>
/// <param name="Commitment">The only one to be seen; null for all of the person's scope.</param>
/// <param name="ReplyLink">The link of that commitment by which the contact came.</param>
public sealed record ActorLimit(IReadOnlyList<Right> Rights, Guid? Commitment = null, Guid? ReplyLink = null);

/// <summary>The person behind an event, with the names of that day.</summary>
/// <param name="For">代理: the person he stood in for.</param>
public sealed record By(Guid Id, string Name, Guid? UnitId, string? UnitName, PersonRef? For = null)
{
    /// <summary>Both names where one stood in for the other: 李四（代张三）.</summary>
    public string Names() => For is null ? Name : $"{Name}（代{For.Name}）";
}

/// <summary>A unit as an event remembers it.</summary>
public sealed record UnitRef(Guid Id, string Name);

/// <summary>A person as an event remembers it.</summary>
public sealed record PersonRef(Guid Id, string Name);

/// <summary>The person's roles do not hold this right.</summary>
public sealed class ForbiddenException(Right right) : Exception("您的角色不能办理这一步。如果工作需要，请联系管理员。")
{
    public Right Right => right;
}
