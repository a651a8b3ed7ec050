using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;

namespace Tracker.Web.Admin;

/// <summary>办理规则: countersigning, public notice and the reviewer's checklist, as this place has them.</summary>
public sealed class WorkRulesModel(DocumentStore store, SetWorkRules setWorkRules, CurrentActor current, Texts texts) : PageModel
{
    [BindProperty] public bool Countersign { get; set; }
    [BindProperty] public int? NoticeDays { get; set; }
    [BindProperty] public string? Checklist { get; set; }

    public string? Problem { get; private set; }

    public async Task OnGet(CancellationToken ct)
    {
        current.Actor.Need(Right.SetWorkRules);
        await using var connection = await store.OpenConnectionAsync(ct);
        var rules = await WorkRulesTable.Find(connection, ct);
        (Countersign, NoticeDays, Checklist) = (rules.Countersign, rules.NoticeDays, string.Join('\n', rules.Checklist));
    }

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        Problem = await this.Refused(texts, () => setWorkRules.Handle(new(Countersign, NoticeDays ?? -1, (Checklist ?? "").Split('\n')), current.Actor, ct));
        if (Problem is not null) return Page();
        TempData.Say(texts["Admin.WorkRulesKept"]);
        return RedirectToPage();
    }
}
