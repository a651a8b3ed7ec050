using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Reports;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;

namespace Tracker.Web.Reports;

/// <summary>The form in which something went wrong, and beside which the page says so.</summary>
public enum ReadingForm { Batch, Edit, Agree, Add }

/// <summary>原文对照: a report's text beside what was read out of it, to be corrected and confirmed.</summary>
public sealed class ReadModel(ReportHandler reports, ReportFindings findings, CurrentActor current, TimeProvider time, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    /// <summary>What the person saw: a change on top of an unseen one is refused.</summary>
    [BindProperty] public long Version { get; set; }
    [BindProperty] public IReadOnlyList<Guid> Ticked { get; set; } = [];
    [BindProperty] public Guid Item { get; set; }
    [BindProperty] public ItemKind Kind { get; set; }
    [BindProperty] public string? Title { get; set; }
    [BindProperty] public int Start { get; set; }
    [BindProperty] public int End { get; set; }
    [BindProperty] public int At { get; set; }
    [BindProperty] public string? Reason { get; set; }
    [BindProperty] public string? Wording { get; set; }

    ReportOnPage seen = null!;

    public ReportState Report { get; private set; } = null!;
    public string Text { get; private set; } = "";
    public IReadOnlyList<ItemOnPage> Items { get; private set; } = [];
    public OriginalText Original { get; private set; } = null!;
    public ReportSeen Seen { get; private set; } = null!;
    public IReadOnlyDictionary<Guid, IReadOnlyList<PromiseLack>> Lacks { get; private set; } = new Dictionary<Guid, IReadOnlyList<PromiseLack>>();

    /// <summary>The parts of the report to jump to, with the ids of their places; what is an item stands on the other side already.</summary>
    public IReadOnlyList<(Section Section, string Anchor)> Outline { get; private set; } = [];
    public (ReadingForm Form, string Sentence)? Problem { get; private set; }

    /// <summary>The item of which a form is open, and which form.</summary>
    public (ReadingForm Form, Guid Item)? Opened { get; private set; }
    public bool MayChange => Report is null ? current.Actor.May(Right.ConfirmItems) : current.Actor.Where(Right.ConfirmItems).CoversReportsOf(Report.Organization);
    public IEnumerable<ItemState> Dropped => Report.Items.Where(item => item.Status is ItemStatus.Dropped);

    public async Task<IActionResult> OnGet(Guid? edit, Guid? agree, int from, int to, CancellationToken ct)
    {
        if (!current.Actor.May(Right.ReadLedger)) return Forbid();
        return await Show(edit is { } edited ? (ReadingForm.Edit, edited) : agree is { } agreed ? (ReadingForm.Agree, agreed) : null, from, to, ct);
    }

    public Task<IActionResult> OnPostCorrect(CancellationToken ct) =>
        Do(ReadingForm.Edit, () => new CorrectItem(Item, Kind, Title ?? "", Start, End), "Reports.Done.Corrected", Item, ct);

    public Task<IActionResult> OnPostAgree(CancellationToken ct) =>
        Do(ReadingForm.Agree, () => new AgreeWording(Item, Wording), string.IsNullOrWhiteSpace(Wording) ? "Reports.Done.BackToOriginal" : "Reports.Done.Agreed", Item, ct);

    public Task<IActionResult> OnPostSplit(CancellationToken ct)
    {
        var first = NewId();
        return Do(ReadingForm.Edit, () => new SplitItem(Item, first, NewId(), At), "Reports.Done.Split", first, ct);
    }

    public async Task<IActionResult> OnPostDrop(CancellationToken ct)
    {
        if (!MayChange) return Forbid();
        if (!await Load(ct)) return NotFound();
        return await Do(Request.Form.ContainsKey(nameof(Reason)) ? ReadingForm.Edit : ReadingForm.Batch,
            () => new DropItem(Item, string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim()), "Reports.Done.Dropped", Next(), ct);
    }

    public async Task<IActionResult> OnPostConfirmOne(CancellationToken ct)
    {
        if (!MayChange) return Forbid();
        if (!await Load(ct)) return NotFound();
        return await Do(ReadingForm.Batch, () => new ConfirmItems([Item]), "Reports.Done.ConfirmedOne", Next(), ct);
    }

    /// <summary>Who drops or confirms items one by one goes down the list.</summary>
    Guid? Next() => Items.SkipWhile(item => item.Item.Id != Item).Skip(1).FirstOrDefault(item => item.IsOpen)?.Item.Id;

    public Task<IActionResult> OnPostAdd(CancellationToken ct)
    {
        var id = NewId();
        return Do(ReadingForm.Add, () => new AddItem(id, Kind, Title ?? "", Start, End), "Reports.Done.Added", id, ct);
    }

    public Task<IActionResult> OnPostMerge(CancellationToken ct)
    {
        var id = NewId();
        return Do(ReadingForm.Batch, () => new MergeItems(Ticked, id), "Reports.Done.Merged", id, ct);
    }

    public Task<IActionResult> OnPostConfirm(CancellationToken ct) =>
        Do(ReadingForm.Batch, () => new ConfirmItems(Ticked), "Reports.Done.Confirmed", null, ct);

    public async Task<IActionResult> OnPostConfirmAll(CancellationToken ct)
    {
        if (!MayChange) return Forbid();
        if (!await Load(ct)) return NotFound();
        Ticked = [.. Items.Where(item => item.IsOpen).Select(item => item.Item.Id)];
        return await OnPostConfirm(ct);
    }

    async Task<IActionResult> Do(ReadingForm form, Func<ReportCommand> command, string said, Guid? goTo, CancellationToken ct)
    {
        if (!MayChange) return Forbid();
        if (!ModelState.IsValid) return await Again(form, StatusCodes.Status400BadRequest, texts["Reports.Malformed"], ct);
        try
        {
            await reports.Handle(Id, command(), current.Actor, Version, null, ct);
            TempData.Say(texts[said, Ticked.Count]);
            return RedirectToPage("/Reports/Read", null, new { Id }, goTo is { } item ? $"i{ItemOnPage.AnchorOf(item)}" : "items");
        }
        catch (NotFoundException)
        {
            return NotFound();
        }
        catch (RefusalException refusal)
        {
            return await Again(form, StatusCodes.Status409Conflict, texts.Refusal(refusal), ct);
        }
        catch (ConcurrencyException)
        {
            return await Again(form, StatusCodes.Status412PreconditionFailed, texts["Reports.Meanwhile"], ct);
        }
    }

    /// <summary>The same page with what was typed, on top of the report as it is now.</summary>
    async Task<IActionResult> Again(ReadingForm form, int status, string sentence, CancellationToken ct)
    {
        (Problem, Response.StatusCode) = ((form, sentence), status);
        return await Show(form is ReadingForm.Edit or ReadingForm.Agree ? (form, Item) : null, 0, 0, ct);
    }

    async Task<IActionResult> Show((ReadingForm Form, Guid Item)? asked, int from, int to, CancellationToken ct)
    {
        if (!await Load(ct)) return NotFound();
        if (MayChange && Items.Any(item => item.IsOpen && item.Item.Id == asked?.Item)) Opened = asked;
        // The item may be gone by now: what was typed about it moves to the form that adds one.
        else if (Problem is { Form: ReadingForm.Edit or ReadingForm.Agree } problem) Problem = (ReadingForm.Add, problem.Sentence);

        Seen = await findings.Of(seen, ct);
        Lacks = Seen.Findings.Vague.ToDictionary(vague => Guid.Parse(vague.Id), vague => vague.Missing);
        Outline = [.. Seen.Sections.Where(section => section.Level < 3 && !Items.Any(item => item.Item.Start >= section.HeadingStart && item.Item.Start < section.HeadingEnd))
            .Select((section, nth) => (section, $"s{nth}"))];
        Original = new(Text, [.. Items.Where(item => item.InText).Select(Mark), new MarkedPassage(from, to, null, "asked", "", "")],
            [.. Outline.Select(part => new TextPlace(part.Section.HeadingStart, part.Anchor))]);
        return Page();
    }

    async Task<bool> Load(CancellationToken ct)
    {
        try
        {
            seen = await reports.Read(Id, current.Actor, ct);
            (Report, var version, Text) = seen;
            // Of a form that was refused the version is the new one from now on; a form that is still to be decided keeps its own.
            if (Problem is not null || HttpMethods.IsGet(Request.Method)) Version = version;
            Items = ItemOnPage.Of(Report, Text);
            return true;
        }
        catch (NotFoundException)
        {
            return false;
        }
    }

    MarkedPassage Mark(ItemOnPage item) =>
        new(item.Item.Start, item.Item.End, item.Anchor, item.Item.Kind is ItemKind.Plan ? "plan" : "problem", Label(item), Badge(item));

    public string Label(ItemOnPage item) => texts[$"Reports.Item.{item.Item.Kind}", item.Number];

    public string Badge(ItemOnPage item) => texts[$"Reports.Badge.{item.Item.Kind}", item.Number];

    /// <summary>What was typed into a field of the form that was sent, else what it begins with.</summary>
    public string? Typed(ReadingForm form, string field, string? otherwise) =>
        Problem?.Form == form && Request.HasFormContentType && Request.Form.TryGetValue(field, out var typed) ? typed.ToString() : otherwise;

    Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());
}
