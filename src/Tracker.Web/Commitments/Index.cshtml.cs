using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Reports;
using Tracker.Web.Http;
using Tracker.Web.ReplyLinks;
using Tracker.Web.Reports;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;

namespace Tracker.Web.Commitments;

/// <summary>One commitment with the actions open to this person. A form that fails comes back with all that was typed.</summary>
public sealed class CommitmentModel(
    DocumentStore store, CommitmentHandler handler, CurrentActor current, InstallationClock clock, UploadLimit limit, SameProblems same, Chosen chosen, Texts texts) : PageModel
{
    [BindProperty] public CommitmentForm Form { get; set; } = new();

    [FromQuery(Name = "same")] public string? SameWords { get; set; }

    public CommitmentView View { get; private set; } = null!;
    public WorkRules Rules { get; private set; } = WorkRules.Default;
    public IReadOnlyList<SameProblemRow> Same { get; private set; } = [];
    public IReadOnlyList<SameProblemRow> Found { get; private set; } = [];

    /// <summary>Why linking was refused.</summary>
    public string? Problem { get; private set; }

    /// <summary>Its targets that promise a number, each with what it promises and what was reported last.</summary>
    public IReadOnlyList<(string Target, TargetFigure Promised, ReportedFigure? Reported)> Figures { get; private set; } = [];

    public bool MayLink => current.Actor.May(Right.LinkProblems);
    public IReadOnlyList<UnitRow> Units { get; private set; } = [];
    /// <summary>The units to which this person may dispatch.</summary>
    public IReadOnlyList<UnitRow> Leads { get; private set; } = [];
    public IReadOnlyList<PersonRow> Officers { get; private set; } = [];

    /// <summary>The action whose form came back, and why.</summary>
    public (CommitmentAction Act, string Problem)? Failed { get; private set; }

    /// <summary>The open actions, and the one that failed even where it is closed by now: its text must not be lost.</summary>
    public IEnumerable<CommitmentAction> Shown => Enum.GetValues<CommitmentAction>().Where(act => View.Actions.Contains(act) || Failed?.Act == act);

    /// <summary>The one form that stands open by itself.</summary>
    public CommitmentAction? Foremost => Failed?.Act ?? View.Actions.Cast<CommitmentAction?>().FirstOrDefault(act => act is not CommitmentAction.Comment);

    /// <summary>The passage in the report's text; of one carried over, in the text of the report that first named it.</summary>
    public string SourceLink => View.Commitment.Registered is { TextReportId: { } text } source
        ? $"/reports/{text}?from={source.Start}&to={source.End}#passage"
        : $"/reports/{View.Commitment.Registered.ReportId}#i{ItemOnPage.AnchorOf(View.Commitment.Id)}";

    /// <summary>What happened since the person saw the page, newest first; empty where nothing did.</summary>
    public IReadOnlyList<Shell.TimelineEntry> Meanwhile =>
        Form.Version is { } seen && Failed is not null ? [.. View.History.Where(entry => entry.Version > seen).Select(CommitmentView.Line)] : [];

    /// <summary>Who led it in the year before: most likely leads it again.</summary>
    public Commitment? Predecessor => View.Earlier.Select(earlier => earlier.Commitment).FirstOrDefault(earlier => earlier.Lead is not null);

    public ReplyLinksOf ReplyLinks => ReplyLinksOf.Commitment(View.Commitment, current.Actor, clock);

    public bool MayDecideYear => current.Actor.May(Right.DecideYearMatch);

    public long MaxBytes => limit.FileBytes;

    public string NewCommandId() => $"{Guid.CreateVersion7(clock.Now):N}";

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct)
    {
        await Load(id, ct);
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken ct)
    {
        if (Form.Act is not { } act) throw new BadHttpRequestException("No action was named.");
        if (!ModelState.IsValid) return await Again(id, act, StatusCodes.Status400BadRequest, texts["Commitments.Lacking.Shape"], ct);
        if (Form.Lacking is { } lacking) return await Again(id, act, StatusCodes.Status400BadRequest, texts[lacking], ct);
        try
        {
            await Do(id, ct);
        }
        catch (RefusalException refusal)
        {
            return await Again(id, act, StatusCodes.Status409Conflict, texts.Refusal(refusal), ct);
        }
        catch (ConcurrencyException)
        {
            return await Again(id, act, StatusCodes.Status412PreconditionFailed, texts["Commitments.Stale"], ct);
        }
        TempData.Say(texts[$"Commitments.Done.{act}"]);
        return LocalRedirect($"/commitments/{id}");
    }

    public Task<IActionResult> OnPostSame(Guid id, Guid other, string? note, CancellationToken ct) =>
        Linked(id, () => same.Link(id, other, note, current.Actor, ct), "Commitments.SameLinked", ct);

    public Task<IActionResult> OnPostNotSame(Guid id, Guid other, string? note, CancellationToken ct) =>
        Linked(id, () => same.Unlink(id, other, note ?? "", current.Actor, ct), "Commitments.SameUnlinked", ct);

    async Task<IActionResult> Linked(Guid id, Func<Task> act, string done, CancellationToken ct)
    {
        Problem = await this.Refused(texts, act, texts["Commitments.Stale"]);
        if (Problem is not null)
        {
            await Load(id, ct);
            return Page();
        }
        TempData.Say(texts[done]);
        return LocalRedirect($"/commitments/{id}#same");
    }

    async Task Do(Guid id, CancellationToken ct)
    {
        if (Form is { Act: CommitmentAction.AttachEvidence, File: { } files })
        {
            await handler.Attach(id, await UploadedFiles.Read(files, ct), Form.SpeaksFor, Form.Measure, current.Actor, Form.CommandId, ct);
            return;
        }
        await chosen.Load(ct);
        await handler.Handle(id, Form.Command(chosen), current.Actor, Form.Version, Form.CommandId, ct);
    }

    async Task<PageResult> Again(Guid id, CommitmentAction act, int status, string problem, CancellationToken ct)
    {
        Failed = (act, problem);
        Response.StatusCode = status;
        await Load(id, ct);
        return Page();
    }

    async Task Load(Guid id, CancellationToken ct)
    {
        View = await CommitmentView.Load(store, id, current.Actor, clock, ct);
        var c = View.Commitment;
        Figures = [.. c.Registered.Targets.Distinct().Select(target => (target, TargetFigure.Of(target)!, c.Figures.GetValueOrDefault(target))).Where(row => row.Item2 is not null)];
        await using (var connection = await store.OpenConnectionAsync(ct))
        {
            if (View.Actions.Contains(CommitmentAction.Close)) Rules = await WorkRulesTable.Find(connection, ct);
            if (!c.SameProblems.IsEmpty) Same = await SameProblemsQuery.Linked(connection, c.SameProblems, current.Actor, ct);
            if (MayLink && !string.IsNullOrWhiteSpace(SameWords))
                Found = [.. (await SameProblemsQuery.Search(connection, SameWords, id, current.Actor, ct)).Where(row => !c.SameProblems.Contains(row.Id))];
        }
        if (Shown.Any(act => act is CommitmentAction.Assign or CommitmentAction.Reassign or CommitmentAction.AddMeasure)) await LoadChoices(ct);
    }

    async Task LoadChoices(CancellationToken ct)
    {
        if (Units.Count > 0) return;
        await using var connection = await store.OpenConnectionAsync(ct);
        Units = await PeopleQuery.Units(connection, ct);
        Leads = [.. Units.Where(unit => current.Actor.Where(Right.Assign).Covers(unit.Id))];
        Officers = [.. (await PeopleQuery.People(connection, ct)).Where(person => person.Roles.Any(role => role is Role.DepartmentOfficer or Role.DepartmentHead))];
    }
}

/// <summary>One form of the page, with what was typed into it before.</summary>
public sealed record ActionForm(CommitmentModel Page, CommitmentAction Act)
{
    public Commitment Commitment => Page.View.Commitment;

    public string? Problem => Page.Failed is { } failed && failed.Act == Act ? failed.Problem : null;

    public string Id(string field) => $"{Act}-{field}".ToLowerInvariant();

    /// <summary>The measures that this form can be about.</summary>
    public IReadOnlyList<TrackedMeasure> Measures => Act is CommitmentAction.Progress or CommitmentAction.AttachEvidence ? Page.View.OpenMeasures : Commitment.Measures;

    /// <summary>Whether it can be about the whole commitment too.</summary>
    public bool MayBeWhole => Act is not CommitmentAction.DropMeasure;

    public string? Value(string field, string? otherwise = null) =>
        Problem is null ? otherwise : Page.Request.Form[field].ToString();

    public bool Has(string field, string value, bool otherwise = false) =>
        Problem is null ? otherwise : Page.Request.Form[field].Contains(value, StringComparer.OrdinalIgnoreCase);
}

/// <summary>One row of measures in a form.</summary>
/// <param name="Measure">The measure as it is; null for one that is not there yet.</param>
/// <param name="Offered">The report names it: it is taken where it is ticked.</param>
/// <param name="IsAlone">The form is about this measure alone.</param>
public sealed record MeasureRowForm(ActionForm Form, int Row, TrackedMeasure? Measure, string Text, bool Offered, bool IsAlone = false);
