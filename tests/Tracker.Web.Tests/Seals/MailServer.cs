using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tracker.Web.Tests.Seals;

/// <summary>A mail that arrived: who was named in the conversation, and the text as it came.</summary>
public sealed record Mail(string From, IReadOnlyList<string> To, string Text)
{
    public string Header(string name) => Text.Split("\r\n")
        .First(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))[(name.Length + 2)..];

    /// <summary>The decoded parts, the body first.</summary>
    public IReadOnlyList<byte[]> Parts
    {
        get
        {
            var boundary = Text.Split("boundary=")[1].Split("\r\n")[0].Trim('"', ';');
            return [.. Text.Split($"--{boundary}\r\n").Skip(1).Select(part =>
            {
                var (head, body) = (part.Split("\r\n\r\n")[0], part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Split($"\r\n--{boundary}")[0]);
                head.ShouldContain("base64");
                return Convert.FromBase64String(body.ReplaceLineEndings(""));
            })];
        }
    }
}

/// <summary>As much of a mail server as a real client needs to hand over a mail; it may be told to refuse.</summary>
public sealed class MailServer : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stopping = new();
    readonly Task serving;

    public MailServer()
    {
        listener.Start();
        serving = Serve();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public bool Refuses { get; set; }

    public ConcurrentQueue<Mail> Mails { get; } = new();

    async Task Serve()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(stopping.Token);
                await Talk(client.GetStream(), stopping.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // the client went, or the test is over
            }
        }
    }

    async Task Talk(NetworkStream stream, CancellationToken ct)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 mail.qinglu.example");
        var (from, to) = ("", new List<string>());
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "MAIL") from = line.Split('<', '>')[1];
            if (verb == "RCPT") to.Add(line.Split('<', '>')[1]);
            if (verb == "DATA" && !Refuses)
            {
                await writer.WriteLineAsync("354 go on");
                var text = new StringBuilder();
                while (await reader.ReadLineAsync(ct) is { } data && data != ".")
                    text.Append(data.StartsWith("..", StringComparison.Ordinal) ? data[1..] : data).Append("\r\n");
                Mails.Enqueue(new(from, [.. to], text.ToString()));
            }
            await writer.WriteLineAsync((verb, Refuses) switch
            {
                ("DATA", true) => "451 the disk is full",
                ("QUIT", _) => "221 bye",
                _ => "250 ok",
            });
            if (verb == "QUIT") return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await serving;
        listener.Dispose();
        stopping.Dispose();
    }
}
