using System.Globalization;
using Tracker.Webhooks;

namespace Tracker.Web.Webhooks;

/// <summary>Tracker:Webhooks, and Tracker:Address under which people open the pages.</summary>
/// <param name="AllowPrivate">Also to this machine and to link-local addresses; private ranges are always open.</param>
/// <param name="Patience">How long a receiver may take to answer.</param>
public sealed record WebhookSettings(bool AllowPrivate, TimeSpan Patience, DeliveryRetries Retries, string? Site)
{
    public static WebhookSettings Of(IConfiguration settings)
    {
        var webhooks = settings.GetSection("Tracker:Webhooks");
        var pauses = (webhooks["RetrySeconds"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new(
            webhooks.GetValue("AllowPrivate", false), TimeSpan.FromSeconds(webhooks.GetValue("TimeoutSeconds", 10.0)),
            pauses.Length == 0 ? DeliveryRetries.Default : new([.. pauses.Select(pause => TimeSpan.FromSeconds(double.Parse(pause, CultureInfo.InvariantCulture)))]),
            settings["Tracker:Address"]);
    }
}
