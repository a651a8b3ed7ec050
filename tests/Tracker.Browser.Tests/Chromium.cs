using Microsoft.Playwright;

namespace Tracker.Browser.Tests;

/// <summary>The installed Chromium, without the connections it would make on its own.</summary>
static class Chromium
{
    public const string Missing = "Chromium is not installed (Debian: apt-get install chromium)";

    static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    public static bool IsInstalled => Places.Any(File.Exists);

    public static Task<IBrowser> Launch(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Places.First(File.Exists),
        Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
}
