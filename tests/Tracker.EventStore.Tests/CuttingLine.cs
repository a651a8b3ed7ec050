using System.Net;
using System.Net.Sockets;

namespace Tracker.EventStore.Tests;

/// <summary>A line to the server that can be cut after a request has arrived and before its answer is back.</summary>
sealed class CuttingLine : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stopping = new();
    readonly int server;
    readonly Task accepting;
    volatile Cut? next;

    public CuttingLine(int server)
    {
        this.server = server;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Cuts the connection on which these words are sent: the request arrives, its answer does not.</summary>
    public void DropTheAnswerTo(string words) => next = new(System.Text.Encoding.UTF8.GetBytes(words), Delivered: true);

    /// <summary>Cuts the connection on which these words are sent: the request does not arrive.</summary>
    public void DropTheRequest(string words) => next = new(System.Text.Encoding.UTF8.GetBytes(words), Delivered: false);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        stopping.Dispose();
    }

    async Task AcceptAsync()
    {
        var lines = new List<Task>();
        try
        {
            for (; ; )
            {
                lines.Add(ForwardAsync(await listener.AcceptTcpClientAsync(stopping.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(lines);
        }
    }

    async Task ForwardAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        using var line = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, server, line.Token);
            near.NoDelay = far.NoDelay = true;
            var answersFlow = true;
            var there = CopyAsync(near, far, chunk =>
            {
                if (next is not { } cut || chunk.Span.IndexOf(cut.Words) < 0)
                {
                    return true;
                }
                next = null;
                answersFlow = !cut.Delivered;
                return cut.Delivered;
            }, line.Token);
            var back = CopyAsync(far, near, _ => answersFlow, line.Token);
            await Task.WhenAny(there, back);
        }
        catch (SocketException)
        {
            // The server is gone: so is this line.
        }
        await line.CancelAsync();
    }

    static async Task CopyAsync(TcpClient from, TcpClient to, Func<ReadOnlyMemory<byte>, bool> flows, CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, ct) is var read && read > 0)
            {
                if (!flows(buffer.AsMemory(0, read)))
                {
                    return;
                }
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), ct);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // One side has hung up.
        }
    }

    sealed record Cut(byte[] Words, bool Delivered);
}
