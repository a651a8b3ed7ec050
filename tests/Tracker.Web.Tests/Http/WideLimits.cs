using System.Runtime.CompilerServices;

namespace Tracker.Web.Tests.Http;

/// <summary>All tests sign in from one address, more often than any office does; those of the limits set their own.</summary>
static class WideLimits
{
    [ModuleInitializer]
    internal static void Set()
    {
        foreach (var name in (string[])["SignIn", "Login", "Links", "TokenFailures"])
            Environment.SetEnvironmentVariable($"Tracker__RateLimits__{name}", "100000");
    }
}
