using System.Security.Cryptography;
using System.Text;
using Tracker.People;

namespace Tracker.Web.Tests.Seals;

/// <summary>The clock's own way: the job seals, the next one mails, in a real SMTP conversation.</summary>
public sealed class SealMailTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_scheduled_job_seals_and_the_mail_holds_what_was_signed()
    {
        await using var server = new MailServer();
        await using var app = await SealsApp.Start(server.Port);
        await app.Run("seal");
        await app.Run("seal-mail");

        var seal = (await app.Store.SealsAsync(10, ct: Ct)).Single();
        seal.Installation.ShouldBe("青芦县");
        var mail = server.Mails.Single();
        (mail.From, string.Join(' ', mail.To)).ShouldBe(("tracker@qinglu.example", "audit@qinglu.example archive@qinglu.example"));
        mail.Header("Message-ID").ShouldBe($"<seal-1-{seal.Root[..16]}@qinglu.example>");
        var parts = mail.Parts;
        Encoding.UTF8.GetString(parts[0]).ReplaceLineEndings("\n").ShouldContain(seal.Statement);
        Encoding.UTF8.GetString(parts[1]).ShouldBe(seal.Statement);
        using var key = ECDsa.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(app.KeyFile, Ct));
        key.VerifyData(parts[1], parts[2], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence).ShouldBeTrue();

        await app.Run("seal");
        await app.Run("seal-mail");
        server.Mails.Count.ShouldBe(1);
        (await (await app.SignIn(Role.Administrator)).Get("/admin/seals")).Words.ShouldContain("已寄出");
    }

    [Fact]
    public async Task A_server_that_refuses_is_asked_again_until_it_takes_the_mail()
    {
        await using var server = new MailServer { Refuses = true };
        await using var app = await SealsApp.Start(server.Port);
        await app.Run("seal");
        await app.Run("seal-mail");
        await app.Run("seal-mail");
        server.Mails.ShouldBeEmpty();
        var administrator = await app.SignIn(Role.Administrator);
        (await administrator.Get("/admin/seals")).Words.ShouldContain("未寄出（已试 2 次）");

        server.Refuses = false;
        await app.Run("seal-mail");
        await app.Run("seal-mail");
        server.Mails.Count.ShouldBe(1);
        (await administrator.Get("/admin/seals")).Words.ShouldContain("已寄出");
    }

    [Fact]
    public async Task Nobody_at_the_address_is_told_and_tried_again()
    {
        int port;
        await using (var gone = new MailServer()) port = gone.Port;
        await using var app = await SealsApp.Start(port);
        await app.Run("seal");
        await app.Run("seal-mail");
        (await app.Count("select count(*) from seal_mails where state = 'waiting' and attempts = 1 and error is not null")).ShouldBe(1);
    }
}
