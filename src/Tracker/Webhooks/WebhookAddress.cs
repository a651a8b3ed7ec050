using System.Net;
using System.Net.Sockets;

namespace Tracker.Webhooks;

/// <summary>Where a webhook may lead: to another machine, by http or https.</summary>
/// <remarks>An intranet's own ranges are what it is for; this machine and its neighbours on the wire are not, for there the administration of others is found.</remarks>
public static class WebhookAddress
{
    const int Longest = 2000;

    static readonly IPNetwork[] Near = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("::1/128"), IPNetwork.Parse("fe80::/10")];

    // No machine of its own: “this network”, multicast and reserved.
    static readonly IPNetwork[] Nobody = [IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("224.0.0.0/3"), IPNetwork.Parse("::/128"), IPNetwork.Parse("ff00::/8")];

    /// <exception cref="RefusalException">It is no such address.</exception>
    public static string Checked(string? text, bool allowNear)
    {
        var typed = (text ?? "").Trim();
        if (typed.Length > Longest || !Uri.TryCreate(typed, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            throw new RefusalException("webhook-address-malformed", "接收地址须是完整的 http 或 https 网址，不带用户名、密码和 #。请检查后重填。");
        var isNear = IPAddress.TryParse(url.IdnHost, out var address) ? !IsAllowed(address, allowNear)
            : !allowNear && (url.IdnHost is "localhost" || url.IdnHost.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase));
        if (isNear) throw new RefusalException("webhook-address-refused", "接收地址不能是本机或链路本地地址。请填接收系统所在机器的地址。");
        return url.AbsoluteUri;
    }

    /// <summary>Asked again of what a name stands for, each time a connection is made.</summary>
    public static bool IsAllowed(IPAddress address, bool allowNear)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily is AddressFamily.InterNetworkV6) plain = new IPAddress(plain.GetAddressBytes()); // without its scope
        return !Nobody.Any(network => network.Contains(plain)) && (allowNear || !Near.Any(network => network.Contains(plain)));
    }
}
