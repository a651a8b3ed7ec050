using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tracker.Postgres;
using Tracker.Tests;

[assembly: AssemblyFixture(typeof(Tracker.Browser.Tests.DemoTownPages))]

namespace Tracker.Browser.Tests;

/// <summary>The product with the made-up town, started once for all tests as a stranger starts it, and a browser.</summary>
public sealed class DemoTownPages : IAsyncLifetime
{
    /// <summary>The tests that import reports, one at a time: one of them counts the reports.</summary>
    public const string Imports = "imports";

    readonly string folder;
    RunningProduct? product;
    IPlaywright? playwright;
    IBrowser? browser;

    public DemoTownPages() : this("browser") { }

    /// <summary>A town of a test's own, which may change what the others count.</summary>
    internal DemoTownPages(string name) => folder = TestServers.NewFolder(name);

    public string Address { get; private set; } = "";

    /// <summary>Where the pictures are kept, to be looked at.</summary>
    public static string Pictures { get; } = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    public async ValueTask InitializeAsync()
    {
        if (!Chromium.IsInstalled) return;
        var port = RunningProduct.FreePort();
        Address = $"http://127.0.0.1:{port}";
        product = RunningProduct.Start(port, new Dictionary<string, string?> { ["Tracker__DataDirectory"] = folder });
        await product.Says("/sign-in", CancellationToken.None);
        // A machine that runs every test assembly at once is slow; what is asserted is the page, not its pace.
        Assertions.SetDefaultExpectTimeout(30_000);
        playwright = await Playwright.CreateAsync();
        browser = await Chromium.Launch(playwright);
    }

    /// <summary>A page of a person's own browser; every failed script and every refused resource fails the test.</summary>
    public async Task<IPage> SignIn(string person, int width)
    {
        var context = await browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, BaseURL = Address, Locale = "zh-CN" });
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => throw new InvalidOperationException($"A script failed on {page.Url}: {error}");
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = $"以{person}登录" }).ClickAsync();
        // Asked again and again: waiting for the navigation itself misses one that was quicker than the question.
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("sign-in"));
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        if (product is null) return;
        await product.CtrlC(CancellationToken.None);
        await product.DisposeAsync();
        await EmbeddedServer.StopAbandonedAsync(folder);
        Directory.Delete(folder, recursive: true);
    }
}
