using Tracker.Commitments;

namespace Tracker.People;

/// <summary>Who acts: a person in a unit with the roles held there.</summary>
public sealed record Actor(Guid Id, string Name, Guid? UnitId, string? UnitName, IReadOnlyList<Role> Roles)
{
    /// <summary>The unit and every unit below it: what this person's scope covers.</summary>
    public IReadOnlyList<Guid> UnitIds { get; init; } = UnitId is { } unit ? [unit] : [];

    /// <summary>What a token or a link narrows this person to; null for who is here in person.</summary>
    public ActorLimit? Limit { get; init; }

    /// <summary>As it is written into events: names as they were on that day.</summary>
    public By By => new(Id, Name, UnitId, UnitName);

    public bool May(Right right) => Rights.Allow(Roles, right) && (Limit is null || Limit.Rights.Contains(right));

    public bool Is(Role role) => Roles.Contains(role);

    /// <summary>True where the person sees every unit's commitments, not only the own unit's.</summary>
    public bool SeesAllUnits => Roles.Any(role => role is Role.Supervisor or Role.Reviewer or Role.Administrator or Role.Reader);

    /// <summary>A department sees what its units lead or help with; the others see all.</summary>
    public bool MaySee(Commitment commitment) =>
        Limit?.Commitment is { } only ? commitment.Id == only
        : SeesAllUnits || commitment.WorkingUnits.Any(unit => UnitIds.Contains(unit));

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
public sealed record By(Guid Id, string Name, Guid? UnitId, string? UnitName);

/// <summary>A unit as an event remembers it.</summary>
public sealed record UnitRef(Guid Id, string Name);

/// <summary>A person as an event remembers it.</summary>
public sealed record PersonRef(Guid Id, string Name);

/// <summary>The person's roles do not hold this right.</summary>
public sealed class ForbiddenException(Right right) : Exception("您的角色不能办理这一步。如果工作需要，请联系管理员。")
{
    public Right Right => right;
}
