namespace Tracker.People;

// Stored for ever: a field may be added as optional; none is renamed or removed.
public abstract record UnitEvent;

public sealed record UnitRegistered(string Name, string ShortName, Guid? ParentId, int Order) : UnitEvent;
public sealed record UnitRenamed(string Name, string ShortName, By? By = null) : UnitEvent;

/// <summary>改隶.</summary>
public sealed record UnitMoved(Guid? ParentId, By By) : UnitEvent;

/// <summary>撤销.</summary>
public sealed record UnitClosed(By By) : UnitEvent;

public sealed record Unit(Guid Id, string Name, string ShortName, Guid? ParentId) : EventStore.IAggregate<Unit, UnitEvent>
{
    public bool Closed { get; init; }

    public static Unit Create(Guid id, UnitEvent first) => first is UnitRegistered x
        ? new(id, x.Name, x.ShortName, x.ParentId)
        : throw new InvalidOperationException($"Stream {id} does not begin with a registration.");

    public Unit Apply(UnitEvent e) => e switch
    {
        UnitRenamed x => this with { Name = x.Name, ShortName = x.ShortName },
        UnitMoved x => this with { ParentId = x.ParentId },
        UnitClosed => this with { Closed = true },
        _ => this,
    };
}
