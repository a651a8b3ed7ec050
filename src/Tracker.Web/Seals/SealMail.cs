using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Tracker.EventStore;
using Tracker.Seals;

namespace Tracker.Web.Seals;

/// <summary>Mails each seal once; one that could not be delivered waits for the next run.</summary>
/// <remarks>The row is marked after the server took the mail: a crash in between sends it again, under the same Message-ID.</remarks>
sealed partial class SealMail(DocumentStore store, MailSettings settings, TimeProvider time, ILogger<SealMail> log)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <returns>How many were delivered.</returns>
    public async Task<int> Run(CancellationToken ct)
    {
        if (!settings.IsComplete) return 0;
        await using var connection = await store.OpenConnectionAsync(ct);
        await SealMailsTable.Plan(connection, settings.SealTo!, time.GetUtcNow(), ct);
        var sent = 0;
        while (await SendNext(connection, ct)) sent++;
        return sent;
    }

    async Task<bool> SendNext(DbConnection connection, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await SealMailsTable.Take(connection, ct) is not { } row) return false;
        var failure = await Send((await store.SealsAsync(1, row.Seal + 1, ct)).Single(), ct);
        if (failure is null) await SealMailsTable.Sent(connection, row.Seal, settings.SealTo!, time.GetUtcNow(), ct);
        else await SealMailsTable.Failed(connection, row.Seal, failure, time.GetUtcNow(), ct);
        await transaction.CommitAsync(ct);
        if (failure is not null) LogFailure(row.Seal, failure);
        return failure is null;
    }

    /// <returns>Why it was not delivered, or null.</returns>
    async Task<string?> Send(Seal seal, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            using var message = Message(seal);
            using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.Tls };
            if (!string.IsNullOrEmpty(settings.User)) client.Credentials = new NetworkCredential(settings.User, settings.Password);
            await client.SendMailAsync(message, limit.Token);
            return null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return $"No answer within {Patience.TotalSeconds:0} s.";
        }
        catch (Exception failure) when (failure is SmtpException or FormatException or IOException or ArgumentException or InvalidOperationException)
        {
            return failure.InnerException is { } inner ? $"{failure.Message} {inner.Message}" : failure.Message;
        }
    }

    MailMessage Message(Seal seal)
    {
        var from = new MailAddress(settings.From!);
        var message = new MailMessage
        {
            From = from,
            Subject = string.Create(CultureInfo.InvariantCulture, $"封存记录 第 {seal.Number} 号 {seal.SealedAt:yyyy-MM-dd}"),
            SubjectEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
            Body = $"""
                {seal.Statement}签名 signature: {seal.Signature}

                请留存本邮件。核对导出包时，用下面的命令与之比对：
                tracker verify 导出包.zip --root {seal.Number}={seal.Root}
                """,
        };
        message.To.Add(settings.SealTo!);
        message.Headers["Message-ID"] = $"<seal-{seal.Number}-{seal.Root[..16]}@{from.Host}>";
        // As they were signed, to the byte: openssl dgst -sha256 -verify KEY -signature seal-N.sig seal-N.txt
        message.Attachments.Add(Attachment(Encoding.UTF8.GetBytes(seal.Statement), $"seal-{seal.Number}.txt"));
        message.Attachments.Add(Attachment(Convert.FromBase64String(seal.Signature), $"seal-{seal.Number}.sig"));
        return message;
    }

    static Attachment Attachment(byte[] bytes, string name) => new(new MemoryStream(bytes), name, MediaTypeNames.Application.Octet);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Seal {Seal} was not mailed, and will be tried again: {Failure}")]
    partial void LogFailure(long seal, string failure);
}
