using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;

namespace Tracker.Web.Admin;

/// <summary>A post as it is typed.</summary>
public sealed record PostForm
{
    public Guid? Id { get; init; }
    public Guid? UnitId { get; init; }
    public string? Title { get; init; }
    public List<Role> Roles { get; init; } = [];
    public Guid? ScopeId { get; init; }

    public static PostForm Of(PostRow post) => new() { Id = post.Id, UnitId = post.UnitId, Title = post.Title, Roles = [.. post.Roles], ScopeId = post.ScopeId };
}

/// <summary>One person: name and phone, posts with roles and scope, deputies.</summary>
public sealed class PersonModel(CurrentActor current, DocumentStore store, PeopleHandler people, InstallationClock clock, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? Phone { get; set; }
    [BindProperty] public PostForm Form { get; set; } = new();
    [BindProperty] public DeputyForm Deputy { get; set; } = new();

    public PersonRow Person { get; private set; } = null!;
    public IReadOnlyList<PostRow> Posts { get; private set; } = [];
    public IReadOnlyList<UnitRow> Units { get; private set; } = [];
    public DeputyPanel Deputies { get; private set; } = null!;
    public string? Problem { get; private set; }
    public bool SeesAllUnits => current.Actor.Where(Right.ManagePeople).Everywhere;

    /// <summary>What is in a post's fields: what was typed where it was refused.</summary>
    public PostForm Shown(PostRow? post) =>
        Problem is not null && Request.Query["handler"].ToString() is "Post" or "Take" && Form.Id == post?.Id ? Form : post is null ? new() : PostForm.Of(post);

    public Task OnGet(CancellationToken ct) => Load(ct);

    public Task<IActionResult> OnPostFacts(CancellationToken ct) => Do(new ChangePerson(Name, Phone), "Admin.PersonKept", ct);

    public Task<IActionResult> OnPostPost(CancellationToken ct) =>
        Do(new ChangePost(Form.Id ?? Id, Form.UnitId, Form.Title, Form.Roles, Form.ScopeId), "Admin.PostKept", ct);

    public Task<IActionResult> OnPostTake(CancellationToken ct) =>
        Do(new TakePost(Guid.CreateVersion7(clock.Now), Form.UnitId, Form.Title, Form.Roles, Form.ScopeId), "Admin.PostTaken", ct);

    public Task<IActionResult> OnPostEnd(Guid post, CancellationToken ct) => Do(new LeavePost(post), "Admin.PostEnded", ct);

    public Task<IActionResult> OnPostDeputy(CancellationToken ct) => Try(() => Deputy.Name(people, Id, current.Actor, ct), "SignIn.DeputyNamed", ct);

    public Task<IActionResult> OnPostWithdraw(Guid deputyship, CancellationToken ct) => Do(new WithdrawDeputy(deputyship), "SignIn.DeputyWithdrawn", ct);

    Task<IActionResult> Do(PersonCommand command, string said, CancellationToken ct) => Try(() => people.Handle(Id, command, current.Actor, ct), said, ct);

    async Task<IActionResult> Try(Func<Task> act, string said, CancellationToken ct)
    {
        current.Actor.Need(Right.ManagePeople);
        Problem = await this.Refused(texts, () => ModelState.IsValid ? act() : throw new RefusalException("form-odd", "有一栏太长或格式不对，请检查后再提交。"), texts["Admin.Meanwhile"]);
        if (Problem is null)
        {
            TempData.Say(texts[said]);
            return RedirectToPage(new { Id });
        }
        await Load(ct);
        return Page();
    }

    async Task Load(CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        Posts = await PeopleQuery.Posts(connection, Id, ct);
        Managing.NeedPerson(current.Actor, Id, Posts.Select(post => post.Post));
        Person = await PeopleQuery.Person(connection, Id, ct) ?? throw new NotFoundException("没有找到这个人员。");
        var area = current.Actor.Where(Right.ManagePeople);
        Units = [.. (await PeopleQuery.Units(connection, ct)).Where(unit => area.Covers(unit.Id))];
        Deputies = new(Id, Posts, await PeopleQuery.Deputyships(connection, Id, clock.Today, ct),
            [.. (await PeopleQuery.People(connection, ct)).Where(person => person.Id != Id)], Deputy, clock.Today);
    }
}
