using Microsoft.AspNetCore.Mvc.RazorPages;
using Tracker.EventStore;

namespace Tracker.Web.Shell;

/// <summary>What a page does where the domain says no: it stays, and says why.</summary>
public static class Refusals
{
    /// <param name="meanwhile">What to say where somebody else was quicker; null where that is no case of this page.</param>
    /// <returns>The sentence to show, with the answer's status set; null where it was done.</returns>
    public static async Task<string?> Refused(this PageModel page, Texts texts, Func<Task> act, string? meanwhile = null)
    {
        try
        {
            await act();
            return null;
        }
        catch (RefusalException refusal)
        {
            page.Response.StatusCode = StatusCodes.Status409Conflict;
            return texts.Refusal(refusal);
        }
        catch (Exception quicker) when (meanwhile is not null && quicker is (ConcurrencyException or ExistingStreamException))
        {
            page.Response.StatusCode = StatusCodes.Status412PreconditionFailed;
            return meanwhile;
        }
    }
}
