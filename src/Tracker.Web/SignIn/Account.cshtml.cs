using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Web.Shell;

namespace Tracker.Web.SignIn;

/// <summary>我的职务和代理: a person's own posts, and who stands in for them.</summary>
public sealed class AccountModel(CurrentActor current, DocumentStore store, PeopleHandler people, InstallationClock clock, Texts texts) : PageModel
{
    [BindProperty] public DeputyForm Deputy { get; set; } = new();

    public Actor Actor => current.Actor;
    public IReadOnlyList<PostRow> Posts { get; private set; } = [];
    public DeputyPanel Deputies { get; private set; } = null!;
    public string? Problem { get; private set; }

    public Task OnGet(CancellationToken ct) => Load(ct);

    public Task<IActionResult> OnPostDeputy(CancellationToken ct) => Try(() => Deputy.Name(people, Actor.Id, Actor, ct), "SignIn.DeputyNamed", ct);

    public Task<IActionResult> OnPostWithdraw(Guid deputyship, CancellationToken ct) =>
        Try(() => people.Handle(Actor.Id, new WithdrawDeputy(deputyship), Actor, ct), "SignIn.DeputyWithdrawn", ct);

    async Task<IActionResult> Try(Func<Task> act, string said, CancellationToken ct)
    {
        Problem = await this.Refused(texts, act);
        if (Problem is null)
        {
            TempData.Say(texts[said]);
            return RedirectToPage();
        }
        await Load(ct);
        return Page();
    }

    async Task Load(CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        Posts = await PeopleQuery.Posts(connection, Actor.Id, ct);
        Deputies = new(Actor.Id, Posts, await PeopleQuery.Deputyships(connection, Actor.Id, clock.Today, ct),
            [.. (await PeopleQuery.People(connection, ct)).Where(person => person.Id != Actor.Id)], Deputy, clock.Today) { MayChange = Actor.For is null };
    }
}
