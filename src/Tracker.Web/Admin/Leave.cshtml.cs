using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.People;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;

namespace Tracker.Web.Admin;

/// <summary>Who takes over what belongs to one post, as it is chosen.</summary>
public sealed record SuccessorForm
{
    public Guid PostId { get; init; }
    public Guid? To { get; init; }
    public bool TakesPost { get; init; }
}

/// <summary>离任: shows first what would be handed over, then does all of it at once.</summary>
public sealed class LeaveModel(CurrentActor current, LeaveOffice leaving, Texts texts) : PageModel
{
    /// <summary>How many commitments the page lists; all are counted.</summary>
    public const int Listed = 50;

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public string? Reason { get; set; }
    [BindProperty] public List<SuccessorForm> Successors { get; set; } = [];

    public HandOverPreview Preview { get; private set; } = null!;
    public string? Problem { get; private set; }

    public SuccessorForm Chosen(Guid post) => Successors.Find(successor => successor.PostId == post) ?? new() { PostId = post, TakesPost = true };

    public IEnumerable<PostRow> Colleagues(PostRow post) =>
        Preview.Colleagues.Where(row => post.UnitId is null || row.UnitId == post.UnitId).DistinctBy(row => row.PersonId);

    public async Task OnGet(CancellationToken ct) => Preview = await leaving.Preview(Id, current.Actor, ct);

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        current.Actor.Need(Right.ManagePeople);
        if (!ModelState.IsValid) throw new BadHttpRequestException("A field of the form can't be read.");
        var chosen = Successors.Where(successor => successor.To is not null).GroupBy(successor => successor.PostId)
            .ToDictionary(same => same.Key, same => (same.First().To!.Value, same.First().TakesPost));
        var handedOver = 0;
        Problem = await this.Refused(texts, async () => handedOver = await leaving.Handle(Id, Reason, chosen, current.Actor, ct), texts["Admin.Meanwhile"]);
        if (Problem is null)
        {
            TempData.Say(texts["Admin.HasLeft", handedOver]);
            return RedirectToPage("/Admin/Index");
        }
        Preview = await leaving.Preview(Id, current.Actor, ct);
        return Page();
    }
}
