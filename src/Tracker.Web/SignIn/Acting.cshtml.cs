using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.People;

namespace Tracker.Web.SignIn;

/// <summary>办理身份: the person's posts and those he stands in for, one of which he acts in.</summary>
public sealed class ActingModel(CurrentActor current) : PageModel
{
    public Actor Actor => current.Actor;
    public IReadOnlyList<ActingPost> Posts => ActingAs.Choices(HttpContext);

    public void OnGet()
    {
    }

    public IActionResult OnPost(Guid post, string? returnUrl)
    {
        // Another's post is refused here; in later requests the rows decide again.
        if (Posts.All(choice => choice.PostId != post)) return NotFound();
        ActingAs.Choose(HttpContext, post);
        return LocalRedirect(RedirectHttpResult.IsLocalUrl(returnUrl) ? returnUrl! : "/");
    }
}
