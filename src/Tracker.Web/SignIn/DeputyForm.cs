using Tracker.People;

namespace Tracker.Web.SignIn;

/// <summary>A deputy as he is chosen.</summary>
public sealed record DeputyForm
{
    public Guid? PostId { get; init; }
    public Guid? DeputyId { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    public Task Name(PeopleHandler people, Guid person, Actor actor, CancellationToken ct) =>
        PostId is { } post && DeputyId is { } deputy && From is { } from && To is { } to
            ? people.NameDeputy(person, post, deputy, from, to, actor, ct)
            : throw new RefusalException("deputy-incomplete", "请选择代理人，并填写代理的起止日期。");
}

/// <summary>代理 of one person, on his own page and on the administrator's.</summary>
/// <param name="People">Who can be chosen.</param>
public sealed record DeputyPanel(
    Guid Person, IReadOnlyList<PostRow> Posts, IReadOnlyList<DeputyRow> Rows, IReadOnlyList<PersonRow> People, DeputyForm Form, DateOnly Today)
{
    public bool MayChange { get; init; } = true;
}
