using Microsoft.AspNetCore.Http.HttpResults;

namespace Tracker.Web.Api;

/// <summary>A page of a list that is read by cursors.</summary>
static class Cursors
{
    /// <exception cref="BadHttpRequestException">The cursor is not one of this list in this order.</exception>
    public static async Task<Ok<T>> Read<T>(Func<Task<T>> page)
    {
        try
        {
            return TypedResults.Ok(await page());
        }
        catch (FormatException malformed)
        {
            throw new BadHttpRequestException(malformed.Message, malformed);
        }
    }
}
