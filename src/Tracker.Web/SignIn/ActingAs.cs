using System.Data.Common;
using Tracker.People;

namespace Tracker.Web.SignIn;

/// <summary>
/// In which of his posts, or as whose deputy, a person acts: a cookie says it, the rows decide in every request. A post that
/// is gone, or a deputyship that is over, falls back to the main post.
/// </summary>
static class ActingAs
{
    const string Cookie = "post";

    public static async Task<Actor?> Find(HttpContext http, DbConnection connection, Guid person)
    {
        var today = http.RequestServices.GetRequiredService<InstallationClock>().Today;
        var posts = await ActingQuery.Posts(connection, person, today, http.RequestAborted);
        http.Items[typeof(ActingPost)] = posts;
        return ActingPost.ActorOf(posts, Guid.TryParse(http.Request.Cookies[Cookie], out var asked) ? asked : null);
    }

    /// <summary>What the person can choose among.</summary>
    public static IReadOnlyList<ActingPost> Choices(HttpContext http) => http.Items[typeof(ActingPost)] as IReadOnlyList<ActingPost> ?? [];

    public static void Choose(HttpContext http, Guid post) =>
        http.Response.Cookies.Append(Cookie, post.ToString(), new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true });
}
