using Tracker.People;
using Tracker.Web.Shell;

namespace Tracker.Web.SignIn;

/// <summary>How a post is called where one chooses among them: 市司法局·科长, or 代 张三（市司法局·科长）.</summary>
static class PostNames
{
    public static string Of(Texts texts, ActingPost post)
    {
        var parts = string.Join("·", new[] { post.UnitName, post.Title }.Where(part => !string.IsNullOrEmpty(part)));
        var name = parts.Length == 0 ? texts["SignIn.NoUnit"] : parts;
        return post.Principal is null ? name : texts["SignIn.StandsInUntil", post.Principal.Name, name, post.Until];
    }
}
