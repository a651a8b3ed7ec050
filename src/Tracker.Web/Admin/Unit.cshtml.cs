using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;

namespace Tracker.Web.Admin;

/// <summary>One unit: its names, its superior unit, who holds posts in it, and closing it.</summary>
public sealed class UnitModel(CurrentActor current, DocumentStore store, PeopleHandler people, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public string? UnitName { get; set; }
    [BindProperty] public string? ShortName { get; set; }
    [BindProperty] public Guid? ParentId { get; set; }

    public UnitRow Unit { get; private set; } = null!;
    public IReadOnlyList<UnitRow> Parents { get; private set; } = [];
    public IReadOnlyList<UnitRow> Children { get; private set; } = [];
    public IReadOnlyList<PostRow> Posts { get; private set; } = [];
    public int Open { get; private set; }
    public string? Problem { get; private set; }
    public bool SeesAllUnits => current.Actor.Where(Right.ManagePeople).Everywhere;

    public Task OnGet(CancellationToken ct) => Load(ct);

    public Task<IActionResult> OnPostRename(CancellationToken ct) => Do(new RenameUnit(UnitName, ShortName), "Admin.UnitKept", ct);

    public Task<IActionResult> OnPostMove(CancellationToken ct) => Do(new MoveUnit(ParentId), "Admin.UnitKept", ct);

    public Task<IActionResult> OnPostClose(CancellationToken ct) => Do(new CloseUnit(), "Admin.UnitClosed", ct);

    async Task<IActionResult> Do(UnitCommand command, string said, CancellationToken ct)
    {
        Problem = await this.Refused(texts, () => people.Handle(Id, command, current.Actor, ct), texts["Admin.Meanwhile"]);
        if (Problem is null)
        {
            TempData.Say(texts[said]);
            return command is CloseUnit ? RedirectToPage("/Admin/Index") : RedirectToPage(new { Id });
        }
        await Load(ct);
        return Page();
    }

    async Task Load(CancellationToken ct)
    {
        Managing.NeedUnit(current.Actor, Id);
        await using var connection = await store.OpenConnectionAsync(ct);
        var tree = new UnitTree(await PeopleQuery.Units(connection, ct));
        Unit = tree.Find(Id) ?? throw new NotFoundException("没有找到这个单位，可能已撤销。");
        var (below, area) = (tree.Below(Id).ToList(), current.Actor.Where(Right.ManagePeople));
        Parents = [.. tree.Units.Where(unit => !below.Contains(unit) && area.Covers(unit.Id))];
        Children = [.. tree.Units.Where(unit => unit.ParentId == Id)];
        Posts = [.. (await PeopleQuery.Posts(connection, null, ct)).Where(post => post.UnitId == Id)];
        Open = (await PeopleQuery.OpenWork(connection, [Id], ct)).Sum(work => work.Open);
    }
}
