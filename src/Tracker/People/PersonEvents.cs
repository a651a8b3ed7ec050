using System.Collections.Immutable;

namespace Tracker.People;

// Stored for ever; no password, token or other secret is ever part of an event.
public abstract record PersonEvent;

/// <param name="Post">职务 of the main post.</param>
public sealed record PersonRegistered(string Name, Guid? UnitId, string? Post, string? Phone) : PersonEvent;

/// <summary>Of the main post.</summary>
public sealed record RolesGranted(IReadOnlyList<Role> Roles) : PersonEvent;

/// <summary>Of the main post.</summary>
public sealed record PersonMoved(Guid? UnitId, string? Post) : PersonEvent;

/// <param name="Successor">交接给.</param>
public sealed record PersonLeft(string? Reason, By? By = null, PersonRef? Successor = null) : PersonEvent;

public sealed record PersonRenamed(string Name, By By) : PersonEvent;
public sealed record PhoneChanged(string? Phone, By By) : PersonEvent;

/// <summary>兼任: one more post.</summary>
/// <param name="ScopeId">管理范围; null for the whole installation.</param>
public sealed record PostTaken(Guid PostId, Guid? UnitId, string? Title, IReadOnlyList<Role> Roles, Guid? ScopeId, By By) : PersonEvent;

/// <summary>任职调整: unit, title, roles and scope as they are from now on. The main post has the person's own id.</summary>
public sealed record PostChanged(Guid PostId, Guid? UnitId, string? Title, IReadOnlyList<Role> Roles, Guid? ScopeId, By By) : PersonEvent;

/// <summary>免去兼任.</summary>
public sealed record PostLeft(Guid PostId, By By) : PersonEvent;

/// <summary>代理: who stands in for this person's post, from the first to the last day.</summary>
public sealed record DeputyNamed(Guid DeputyshipId, Guid PostId, PersonRef Deputy, DateOnly From, DateOnly To, By By) : PersonEvent;

/// <summary>终止代理.</summary>
public sealed record DeputyWithdrawn(Guid DeputyshipId, By By) : PersonEvent;

/// <summary>任职: in a unit, under a title, with roles and the 管理范围 of the supervising ones.</summary>
public sealed record Post(Guid Id, Guid? UnitId, string? Title, IReadOnlyList<Role> Roles, Guid? ScopeId)
{
    /// <summary>管理员 over everything.</summary>
    public bool Administers => Roles.Contains(Role.Administrator) && ScopeId is null;

    /// <summary>The same unit, title, roles and scope.</summary>
    public bool IsLike(Post other) =>
        UnitId == other.UnitId && Title == other.Title && ScopeId == other.ScopeId && Roles.ToHashSet().SetEquals(other.Roles);
}

public sealed record Deputyship(Guid Id, Guid PostId, PersonRef Deputy, DateOnly From, DateOnly To);

public sealed record Person(Guid Id, string Name) : EventStore.IAggregate<Person, PersonEvent>
{
    public string? Phone { get; init; }

    /// <summary>The main post first; none once the person has left.</summary>
    public ImmutableList<Post> Posts { get; init; } = [];
    public ImmutableList<Deputyship> Deputies { get; init; } = [];
    public bool Left { get; init; }

    public PersonRef Ref => new(Id, Name);

    public static Person Create(Guid id, PersonEvent first) => first is PersonRegistered x
        ? new(id, x.Name) { Phone = x.Phone, Posts = [new(id, x.UnitId, x.Post, [Role.Reader], null)] }
        : throw new InvalidOperationException($"Stream {id} does not begin with a registration.");

    public Person Apply(PersonEvent e) => e switch
    {
        RolesGranted x => With(Id, post => post with { Roles = x.Roles }),
        PersonMoved x => With(Id, post => post with { UnitId = x.UnitId, Title = x.Post }),
        PersonRenamed x => this with { Name = x.Name },
        PhoneChanged x => this with { Phone = x.Phone },
        PostTaken x => this with { Posts = Posts.Add(new(x.PostId, x.UnitId, x.Title, x.Roles, x.ScopeId)) },
        PostChanged x => With(x.PostId, _ => new(x.PostId, x.UnitId, x.Title, x.Roles, x.ScopeId)),
        PostLeft x => this with { Posts = Posts.RemoveAll(post => post.Id == x.PostId), Deputies = Deputies.RemoveAll(deputy => deputy.PostId == x.PostId) },
        DeputyNamed x => this with { Deputies = Deputies.Add(new(x.DeputyshipId, x.PostId, x.Deputy, x.From, x.To)) },
        DeputyWithdrawn x => this with { Deputies = Deputies.RemoveAll(deputy => deputy.Id == x.DeputyshipId) },
        PersonLeft => this with { Left = true, Posts = [], Deputies = [] },
        _ => this,
    };

    public Post? Post(Guid id) => Posts.Find(post => post.Id == id);

    Person With(Guid id, Func<Post, Post> change) => this with { Posts = [.. Posts.Select(post => post.Id == id ? change(post) : post)] };
}
