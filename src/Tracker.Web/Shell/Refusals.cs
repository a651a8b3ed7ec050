using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Tracker.Web.Shell;

/// <summary>What a page does where the domain says no: it stays, and says why.</summary>
public static class Refusals
{
    /// <returns>The sentence to show, with the answer's status set; null where it was done.</returns>
    public static async Task<string?> Refused(this PageModel page, Texts texts, Func<Task> act)
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
    }
}
