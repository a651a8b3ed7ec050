using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.People;
using Tracker.Reports;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;

namespace Tracker.Web.Admin;

/// <summary>A rule as it is typed.</summary>
public sealed record RuleForm
{
    public string? Code { get; init; }
    public string? Name { get; init; }
    public Genre Genre { get; init; }
    public ComplianceCheck Check { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? Until { get; init; }
    public int? Month { get; init; }
    public int? Day { get; init; }
    public string? Source { get; init; }

    public static RuleForm Of(ComplianceRule rule) => new()
    {
        Code = rule.Code, Name = rule.Name, Genre = rule.Genre, Check = rule.Check, From = rule.From, Until = rule.Until,
        Month = rule.Month, Day = rule.Day, Source = rule.Source,
    };
}

/// <summary>核查规则: what regulations ask of reports, with the days between which they do.</summary>
public sealed class RulesModel(CurrentActor current, ComplianceRulesTable rules, Texts texts, TimeProvider time) : PageModel
{
    [BindProperty] public RuleForm Form { get; set; } = new();

    public IReadOnlyList<KeptRule> Rules { get; private set; } = [];
    public string? Problem { get; private set; }

    /// <summary>What is in a rule's fields: what was typed where it was refused.</summary>
    public RuleForm Shown(KeptRule? kept) =>
        Problem is not null && Form.Code == kept?.Rule.Code ? Form : kept is null ? new() { Check = ComplianceCheck.PublishedBefore } : RuleForm.Of(kept.Rule);

    public Task OnGet(CancellationToken ct) => Load(ct);

    public Task<IActionResult> OnPost(CancellationToken ct) => Do(async () =>
    {
        if (!ModelState.IsValid || Form.From is not { } from || !Enum.IsDefined(Form.Genre) || !Enum.IsDefined(Form.Check))
            throw new RefusalException("rule-form", "请填写生效日期，并检查月、日是否为数字。");
        var before = (await rules.All(ct)).FirstOrDefault(kept => kept.Rule.Code == Form.Code)?.Rule;
        var dated = (before?.Check ?? Form.Check) is ComplianceCheck.PublishedBefore;
        await rules.Keep(new(
            before?.Code ?? $"own-{Guid.CreateVersion7(time.GetUtcNow()):N}", Form.Name ?? "", before?.Genre ?? Form.Genre, before?.Check ?? Form.Check,
            from, Form.Until, dated ? Form.Month : null, dated ? Form.Day : null, Form.Source ?? ""), current.Actor, ct);
        return "Admin.RuleKept";
    }, ct);

    public Task<IActionResult> OnPostRestore(string code, CancellationToken ct) => Do(async () =>
    {
        await rules.Restore(code ?? "", current.Actor, ct);
        return "Admin.RuleRestored";
    }, ct);

    async Task<IActionResult> Do(Func<Task<string>> act, CancellationToken ct)
    {
        current.Actor.Need(Right.ManageRules);
        Problem = await this.Refused(texts, async () => TempData.Say(texts[await act()]));
        if (Problem is null) return RedirectToPage();
        await Load(ct);
        return Page();
    }

    async Task Load(CancellationToken ct)
    {
        current.Actor.Need(Right.ManageRules);
        Rules = await rules.All(ct);
    }
}
