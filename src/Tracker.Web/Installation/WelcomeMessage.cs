using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Web.Shell;

namespace Tracker.Web.Installation;

/// <summary>What the console says once the pages can be reached: the address, and how to sign in.</summary>
static class WelcomeMessage
{
    public static async Task Print(WebApplication app, TextWriter console, CancellationToken ct)
    {
        var texts = app.Services.GetRequiredService<Texts>();
        var store = app.Services.GetRequiredService<DocumentStore>();
        var address = Address(app);
        await using var connection = await store.OpenConnectionAsync(ct);
        await console.WriteLineAsync(texts["Installation.Address", address]);
        if (await InstallationTable.Find(connection, InstallationTable.DemoTown, ct) is { } town)
            await console.WriteLineAsync(texts["Installation.DemoSignIn", town, $"{address}/sign-in"]);
        else if (!await CredentialsTable.HasAdministrator(connection, ct))
        {
            // A new link at every start until there is an administrator: the one printed last year may be lost.
            var token = OneTimeLink.NewToken();
            var expires = app.Services.GetRequiredService<TimeProvider>().GetUtcNow() + OneTimeLink.Lifetime;
            await CredentialsTable.AddLink(connection, OneTimeLink.HashOf(token), OneTimeLink.FirstAdministrator, expires, ct);
            await console.WriteLineAsync(texts["Installation.FirstAdministrator", $"{address}/welcome/{token}", OneTimeLink.Lifetime.TotalHours]);
        }
        else
            await console.WriteLineAsync(texts["Installation.SignIn", $"{address}/sign-in"]);
    }

    static string Address(WebApplication app)
    {
        var first = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        return first.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
            .Replace("127.0.0.1", "localhost", StringComparison.Ordinal).TrimEnd('/');
    }
}
