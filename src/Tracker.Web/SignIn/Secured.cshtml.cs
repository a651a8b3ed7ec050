using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.EventStore;
using Tracker.People;
using Tracker.SignIn;
using Tracker.Web.Shell;

namespace Tracker.Web.SignIn;

/// <summary>登录安全: who has two-step sign-in, and everybody's tokens; for a lost telephone and a lost script.</summary>
public sealed class SecuredModel(CurrentActor current, TwoStep twoStep, ApiTokens tokens, DocumentStore store, TimeProvider time, Texts texts) : PageModel
{
    public IReadOnlyList<SecuredPerson> People { get; private set; } = [];
    public IReadOnlyList<ApiTokenRow> Tokens { get; private set; } = [];

    public async Task OnGet(CancellationToken ct)
    {
        current.Actor.Need(Right.ManagePeople);
        await using var connection = await store.OpenConnectionAsync(ct);
        var managed = (await PeopleQuery.Posts(connection, null, ct)).GroupBy(row => row.PersonId)
            .Where(posts => Managing.Covers(current.Actor, posts.Select(row => row.Post))).Select(posts => posts.Key).ToHashSet();
        People = [.. (await StandingQuery.Secured(connection, ct)).Where(person => managed.Contains(person.Id))];
        Tokens = [.. (await ApiTokensTable.Open(connection, time.GetUtcNow(), ct)).Where(token => managed.Contains(token.PersonId))];
    }

    public async Task<IActionResult> OnPostReset(Guid person, CancellationToken ct)
    {
        await twoStep.Reset(person, current.Actor, ct);
        TempData.Say(texts["SignIn.ResetDone"]);
        return LocalRedirect("/admin/sign-in");
    }

    public async Task<IActionResult> OnPostRevoke(Guid token, CancellationToken ct)
    {
        await tokens.RevokeOfAnother(token, current.Actor, ct);
        TempData.Say(texts["SignIn.TokenRevokedDone"]);
        return LocalRedirect("/admin/sign-in");
    }
}
