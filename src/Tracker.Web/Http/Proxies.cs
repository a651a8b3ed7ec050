using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Tracker.Web.Http;

/// <summary>Tracker:Proxies: addresses and networks, separated by commas, whose word is taken for who asks and whether by https.</summary>
static class Proxies
{
    public static void UseProxies(this WebApplication app)
    {
        var named = (app.Configuration["Tracker:Proxies"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (named.Length == 0) return; // then nobody's word is

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in named)
        {
            if (IPAddress.TryParse(proxy, out var address)) options.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(proxy, out var network)) options.KnownIPNetworks.Add(network);
            else throw new InvalidOperationException($"Tracker:Proxies names neither an address nor a network: {proxy}.");
        }
        app.UseForwardedHeaders(options);
    }
}
