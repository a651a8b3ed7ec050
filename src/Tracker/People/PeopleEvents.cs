namespace Tracker.People;

// Stored for ever; no password, token or other secret is ever part of an event.
public abstract record UnitEvent;

public sealed record UnitRegistered(string Name, string ShortName, Guid? ParentId, int Order) : UnitEvent;
public sealed record UnitRenamed(string Name, string ShortName) : UnitEvent;

public abstract record PersonEvent;

/// <param name="Post">职务.</param>
public sealed record PersonRegistered(string Name, Guid? UnitId, string? Post, string? Phone) : PersonEvent;
public sealed record RolesGranted(IReadOnlyList<Role> Roles) : PersonEvent;
public sealed record PersonMoved(Guid? UnitId, string? Post) : PersonEvent;
public sealed record PersonLeft(string? Reason) : PersonEvent;

public sealed record Unit(Guid Id, string Name, string ShortName, Guid? ParentId) : EventStore.IAggregate<Unit, UnitEvent>
{
    public static Unit Create(Guid id, UnitEvent first) => first is UnitRegistered x
        ? new(id, x.Name, x.ShortName, x.ParentId)
        : throw new InvalidOperationException($"Stream {id} does not begin with a registration.");

    public Unit Apply(UnitEvent e) => e switch
    {
        UnitRenamed x => this with { Name = x.Name, ShortName = x.ShortName },
        _ => this,
    };
}

public sealed record Person(Guid Id, string Name, Guid? UnitId, string? Post) : EventStore.IAggregate<Person, PersonEvent>
{
    public IReadOnlyList<Role> Roles { get; init; } = [Role.Reader];
    public bool Left { get; init; }

    public static Person Create(Guid id, PersonEvent first) => first is PersonRegistered x
        ? new(id, x.Name, x.UnitId, x.Post)
        : throw new InvalidOperationException($"Stream {id} does not begin with a registration.");

    public Person Apply(PersonEvent e) => e switch
    {
        RolesGranted x => this with { Roles = x.Roles },
        PersonMoved x => this with { UnitId = x.UnitId, Post = x.Post },
        PersonLeft => this with { Left = true },
        _ => this,
    };
}
