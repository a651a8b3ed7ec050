using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.Drafting;
using Tracker.Reports;
using Tracker.Web.SignIn;

namespace Tracker.Web.Drafting;

/// <summary>起草: the next report as the events give it, each sentence with the way to its events.</summary>
public sealed class DraftModel(Drafts drafts, CurrentActor current) : PageModel
{
    /// <summary>A sentence of more sources has one mark, which leads to its note, where all of them stand by name.</summary>
    public const int Many = 5;

    public DraftedReport Drafted { get; private set; } = null!;
    public bool SeesAll => current.Actor.SeesAllUnits;

    /// <summary>The report has commitments, be they in this person's scope or not.</summary>
    public bool HasConfirmed => Drafted.Report.Items.Any(item => item.Status is ItemStatus.Confirmed);

    public async Task OnGet(Guid id, CancellationToken ct) => Drafted = await drafts.OfReport(id, current.Actor, ct);

    /// <summary>The small numbers behind a sentence, as in the Word document; the second and later source of a sentence count on behind a point.</summary>
    public static IEnumerable<(string Name, string Href, string What)> MarksOf(DraftSentence sentence) => sentence.Sources.Count switch
    {
        > Many => [($"{sentence.Note}", $"#n{sentence.Note}", "")],
        1 => [($"{sentence.Note}", AddressOf(sentence.Sources[0]), sentence.Sources[0].Brief)],
        _ => sentence.Sources.Select((source, nth) => ($"{sentence.Note}.{nth + 1}", AddressOf(source), source.Brief)),
    };

    /// <summary>The event's place in its commitment's timeline.</summary>
    public static string AddressOf(DraftSource source) => $"/commitments/{source.CommitmentId}#v{source.Version}";
}
