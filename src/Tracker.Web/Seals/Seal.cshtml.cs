using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Seals;
using Tracker.Web.SignIn;

namespace Tracker.Web.Seals;

/// <summary>One seal, to be printed, signed for and kept.</summary>
public sealed class SealModel(CurrentActor current, DocumentStore store, SealEvents events) : PageModel
{
    const int Shown = 100;

    public Seal Seal { get; private set; } = null!;
    public string Signature { get; private set; } = "";
    public IReadOnlyList<SealedEvent> Odd { get; private set; } = [];

    public async Task<IActionResult> OnGet(long number, CancellationToken ct)
    {
        current.Actor.Need(Right.KeepSeals);
        if (await store.FindSealAsync(number, ct) is not { } content) return NotFound();
        using var check = SealCheck.Of(events);
        (Seal, Signature, Odd) = (content.Seal, check.Of(content.Seal), [.. content.Odd.Take(Shown)]);
        return Page();
    }

    /// <summary>A root in groups of four digits, which the eye can compare.</summary>
    public static string Groups(string root, int groups = int.MaxValue) =>
        string.Join(' ', root.Chunk(4).Take(groups).Select(four => new string(four)));
}
