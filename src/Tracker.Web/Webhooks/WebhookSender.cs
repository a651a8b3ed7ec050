using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Tracker.Webhooks;

namespace Tracker.Web.Webhooks;

/// <summary>What came of one attempt.</summary>
/// <param name="Status">Of the answer; null where there was none.</param>
/// <param name="Error">Why there was none.</param>
public sealed record Sent(int? Status, string? Error)
{
    public bool IsTaken => Status is >= 200 and < 300;
    public bool IsGone => Status is (int)HttpStatusCode.Gone;
}

/// <summary>Posts a message as Standard Webhooks has it. Follows no redirect, and connects to no address that is not allowed, whatever a name stands for.</summary>
public sealed class WebhookSender : IDisposable
{
    readonly HttpClient client;
    readonly WebhookSettings settings;
    readonly TimeProvider time;

    public WebhookSender(WebhookSettings settings, TimeProvider time)
    {
        (this.settings, this.time) = (settings, time);
        // No proxy either: behind one nobody could say where a message goes.
        client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseProxy = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(1), ConnectCallback = Connect,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    public async Task<Sent> Send(string url, string secret, DeliveryRow delivery, CancellationToken ct)
    {
        var (id, now) = (delivery.Id.ToString(), time.GetUtcNow());
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(delivery.Body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSecret.Sign(secret, id, now, delivery.Body));
        request.Headers.Add("User-Agent", "tracker");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(settings.Patience);
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return new((int)answer.StatusCode, null);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(null, string.Create(CultureInfo.InvariantCulture, $"No answer within {settings.Patience.TotalSeconds:0.#} s."));
        }
        catch (HttpRequestException failure)
        {
            return new(null, failure.InnerException?.Message ?? failure.Message);
        }
    }

    async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var allowed = (await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct)).Where(address => WebhookAddress.IsAllowed(address, settings.AllowPrivate)).ToArray();
        if (allowed.Length == 0) throw new IOException($"{context.DnsEndPoint.Host} stands for no address that is allowed.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose() => client.Dispose();
}
