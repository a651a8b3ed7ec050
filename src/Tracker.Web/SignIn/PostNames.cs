using Tracker.People;
using Tracker.Web.Shell;

namespace Tracker.Web.SignIn;

/// <summary>How a post is called where one chooses among them: 市司法局·科长, or 代 张三（市司法局·科长）.</summary>
static class PostNames
{
    public static string Of(Texts texts, ActingPost post) => Of(texts, post.UnitName, post.Title, post.Principal?.Name, post.Until);

    public static string Of(Texts texts, Actor actor) => Of(texts, actor.UnitName, actor.Title, actor.For?.Name, null);

    static string Of(Texts texts, string? unit, string? title, string? principal, DateOnly? until)
    {
        var parts = string.Join("·", new[] { unit, title }.Where(part => !string.IsNullOrEmpty(part)));
        var name = parts.Length == 0 ? texts["SignIn.NoUnit"] : parts;
        return principal is null ? name
            : until is { } day ? texts["SignIn.StandsInUntil", principal, name, day]
            : texts["SignIn.StandsIn", principal, name];
    }
}
