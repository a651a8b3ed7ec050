using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Seals;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;

namespace Tracker.Web.Seals;

/// <summary>封存记录: the daily digests, whether they are signed and mailed, and one more now.</summary>
public sealed class SealsModel(CurrentActor current, DocumentStore store, SealEvents events, MailSettings mailing, Texts texts) : PageModel
{
    const int PageSize = 60;

    /// <summary>Seals of smaller numbers only: the way to the earlier ones.</summary>
    [BindProperty(SupportsGet = true)] public long? Before { get; set; }

    public IReadOnlyList<(Seal Seal, string Signature, SealMailRow? Mail)> Seals { get; private set; } = [];
    public long? Earlier { get; private set; }
    public string? PublicKey { get; private set; }
    public string? MailTo { get; private set; }
    public bool MailIsOpen { get; private set; }
    public string? Problem { get; private set; }

    public Task OnGet(CancellationToken ct) => Load(ct);

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        current.Actor.Need(Right.KeepSeals);
        Problem = await this.Refused(texts, async () =>
        {
            var made = await events.Handle(null, ct);
            TempData.Say(made is [.., var last] ? texts["Seals.Made", last.Number, made.Sum(seal => seal.Events)] : texts["Seals.Nothing"]);
        });
        if (Problem is null) return RedirectToPage();
        await Load(ct);
        return Page();
    }

    async Task Load(CancellationToken ct)
    {
        current.Actor.Need(Right.KeepSeals);
        var seals = await store.SealsAsync(PageSize, Before ?? long.MaxValue, ct);
        await using var connection = await store.OpenConnectionAsync(ct);
        var mails = (await SealMailsTable.Of(connection, [.. seals.Select(seal => seal.Number)], ct)).ToDictionary(mail => mail.Seal);
        using var checks = SealCheck.Of(events);
        Seals = [.. seals.Select(seal => (seal, checks.Of(seal), mails.GetValueOrDefault(seal.Number)))];
        PublicKey = checks.PublicKey;
        Problem ??= checks.Problem is { } problem ? texts.Refusal(problem) : null;
        Earlier = seals is [.., { Number: > 1 } last] ? last.Number : null;
        (MailTo, MailIsOpen) = (mailing.IsComplete ? mailing.SealTo : null, !mailing.Tls);
    }
}
