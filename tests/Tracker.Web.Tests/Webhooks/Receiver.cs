using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tracker.Web.Tests.Webhooks;

/// <summary>A message as it arrived.</summary>
public sealed record Received(string Path, string Id, string Timestamp, string Signature, string Body);

/// <summary>Another system that is told of what happens; it answers each path as it was told to.</summary>
public sealed class Receiver : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentDictionary<string, Func<HttpContext, int, Task>> behaviours = [];
    readonly ConcurrentQueue<Received> received = [];

    Receiver(WebApplication app) => this.app = app;

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var receiver = new Receiver(builder.Build());
        receiver.app.Run(receiver.Take);
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>An address of a test's own.</summary>
    /// <param name="answer">What it does at the first, second … message.</param>
    public string At(string path, Func<HttpContext, int, Task> answer)
    {
        behaviours[path] = answer;
        return $"{app.Urls.Single()}{path}";
    }

    public string At(string path, params int[] statuses) => At(path, (context, count) =>
    {
        context.Response.StatusCode = statuses[Math.Min(count, statuses.Length) - 1];
        return Task.CompletedTask;
    });

    public IReadOnlyList<Received> On(string path) => [.. received.Where(message => message.Path == path)];

    public async Task<IReadOnlyList<Received>> On(string path, int count, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (On(path).Count < count) await Task.Delay(50, limit.Token);
        return On(path);
    }

    async Task Take(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var (path, headers) = (context.Request.Path.Value!, context.Request.Headers);
        received.Enqueue(new(path, headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), await reader.ReadToEndAsync()));
        await behaviours[path](context, On(path).Count);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
