using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Quartz;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;

namespace Tracker.Web.Admin;

/// <summary>管理: units, people with their roles, and how the background work is doing.</summary>
public sealed class AdminModel(CurrentActor current, DocumentStore store, Accounts accounts, RegisterUnit registerUnit, ISchedulerFactory schedulers, Texts texts) : PageModel
{
    [BindProperty, StringLength(100)] public string? UnitName { get; set; }
    [BindProperty, StringLength(30)] public string? ShortName { get; set; }
    [BindProperty] public Guid? ParentId { get; set; }

    [BindProperty, StringLength(50)] public string? PersonName { get; set; }
    [BindProperty, StringLength(50)] public string? Login { get; set; }
    [BindProperty] public Guid? UnitId { get; set; }
    [BindProperty] public Guid? ScopeId { get; set; }
    [BindProperty, StringLength(50)] public string? Post { get; set; }
    [BindProperty, StringLength(30)] public string? Phone { get; set; }
    [BindProperty] public List<Role> Roles { get; set; } = [];

    public IReadOnlyList<UnitRow> Units { get; private set; } = [];
    public IReadOnlyList<PersonRow> People { get; private set; } = [];
    public IReadOnlyList<(string Name, DateTimeOffset? Last, DateTimeOffset? Next)> Jobs { get; private set; } = [];
    public IEnumerable<(UnitRow Unit, int Depth)> Tree => new UnitTree(Units).Rows();
    public bool SeesAllUnits => current.Actor.Where(Right.ManagePeople).Everywhere;
    public bool MayKeepInstallation => current.Actor.May(Right.SeeJobs);
    public string? Problem { get; private set; }
    public string? Invitation { get; private set; }

    public Task OnGet(CancellationToken ct) => Load(ct);

    public Task<IActionResult> OnPostUnit(CancellationToken ct) => Try(async () =>
    {
        var name = await registerUnit.Handle(UnitName, ShortName, ParentId, current.Actor, ct);
        TempData.Say(texts["Admin.UnitAdded", name]);
    }, ct);

    public Task<IActionResult> OnPostPerson(CancellationToken ct) => Try(async () =>
    {
        if (string.IsNullOrWhiteSpace(PersonName) || string.IsNullOrWhiteSpace(Login))
            throw new RefusalException("person-incomplete", "请填写姓名和登录名。");
        // Least rights: somebody for whom no role is ticked may read, and no more.
        IReadOnlyList<Role> roles = Roles.Count == 0 ? [Role.Reader] : Roles;
        var token = await accounts.Invite(null, new(PersonName.Trim(), UnitId, Post?.Trim(), Phone?.Trim()), roles, Login.Trim(), current.Actor, ct, roles.Any(Rights.IsSupervising) ? ScopeId : null);
        Invitation = Link(token);
    }, ct);

    public Task<IActionResult> OnPostInvite(Guid person, CancellationToken ct) => Try(async () =>
    {
        current.Actor.Need(Right.ManagePeople);
        await using var connection = await store.OpenConnectionAsync(ct);
        var row = await PeopleQuery.Person(connection, person, ct) ?? throw new NotFoundException("没有找到这个人员。");
        Invitation = Link(await accounts.Invite(row.Id, new(row.Name, row.UnitId, row.Post, row.Phone), row.Roles, row.Login ?? "", current.Actor, ct));
    }, ct);

    string Link(string token) => $"{Request.Scheme}://{Request.Host}/welcome/{token}";

    async Task<IActionResult> Try(Func<Task> act, CancellationToken ct)
    {
        Problem = await this.Refused(texts, () =>
            ModelState.IsValid ? act() : throw new RefusalException("form-odd", "有一栏太长或格式不对，请检查后再提交。"));
        if (Problem is null && Invitation is null) return RedirectToPage();
        await Load(ct);
        return Page();
    }

    async Task Load(CancellationToken ct)
    {
        current.Actor.Need(Right.ManagePeople);
        await using var connection = await store.OpenConnectionAsync(ct);
        var area = current.Actor.Where(Right.ManagePeople);
        Units = [.. (await PeopleQuery.Units(connection, ct)).Where(unit => area.Covers(unit.Id))];
        People = [.. (await PeopleQuery.People(connection, ct)).Where(person => area.Everywhere || person.UnitId is { } unit && area.Covers(unit))];
        var scheduler = await schedulers.GetScheduler(ct);
        var jobs = new List<(string, DateTimeOffset?, DateTimeOffset?)>();
        // Of the installation as a whole: nothing for one whose scope is a part of it.
        foreach (var name in MayKeepInstallation ? (string[])["reminders", "notices", "seal", "seal-mail"] : [])
        {
            var trigger = await scheduler.GetTrigger(new TriggerKey(name), ct);
            jobs.Add((name, trigger?.PreviousFireTimeUtc, trigger?.NextFireTimeUtc));
        }
        Jobs = jobs;
    }
}
