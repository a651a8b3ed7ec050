using Tracker.People;
using Tracker.Web.Seals;

namespace Tracker.Web.Tests.Seals;

/// <summary>The page of seals, the sheet to print, and who may see them.</summary>
public sealed class SealsPageTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_administrator_seals_now_and_prints_it()
    {
        await using var app = await SealsApp.Start();
        var administrator = await app.SignIn(Role.Administrator);
        var empty = await administrator.Get("/admin/seals");
        empty.Words.ShouldContain("还没有封存记录");
        empty.Words.ShouldContain("没有配置邮件");
        File.Exists(app.KeyFile).ShouldBeFalse("looking makes no key");

        (await administrator.Send(empty, "/admin/seals")).Status.ShouldBe(302);
        var page = await administrator.Get("/admin/seals");
        var seal = (await app.Store.SealsAsync(10, ct: Ct)).Single();
        page.Words.ShouldContain($"已封存：第 1 号，{seal.Events} 个事件。");
        page.Words.ShouldContain(SealModel.Groups(seal.Root, 4));
        page.Words.ShouldContain("有效");
        page.Words.ShouldContain("-----BEGIN PUBLIC KEY-----");
        page.Words.ShouldContain("未寄");

        var sheet = await administrator.Get("/admin/seals/1");
        foreach (var line in seal.Root.Chunk(16)) sheet.Words.ShouldContain(SealModel.Groups(new string(line)));
        sheet.Words.ShouldContain("青芦县");
        sheet.Words.ShouldContain("签收人");
        sheet.Words.ShouldContain($"--root 1={seal.Root}");

        (await administrator.Send("/admin/seals", "/admin/seals")).Status.ShouldBe(302);
        (await administrator.Get("/admin/seals")).Words.ShouldContain("今天已封存，此后没有新事件。");
        (await administrator.Get("/admin/seals/2")).Status.ShouldBe(404);
        (await administrator.Get("/admin")).Html.ShouldContain("href=\"/admin/seals\"");
    }

    [Fact]
    public async Task The_key_is_for_the_programs_account_alone()
    {
        await using var app = await SealsApp.Start();
        await app.Run("seal");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(app.KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(Path.GetDirectoryName(app.KeyFile)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        Directory.GetFiles(Path.GetDirectoryName(app.KeyFile)!).ShouldBe([app.KeyFile]);
    }

    [Fact]
    public async Task Others_neither_see_the_seals_nor_make_one()
    {
        await using var app = await SealsApp.Start();
        await app.Run("seal");
        var supervisor = await app.SignIn(Role.Supervisor);
        (await supervisor.Get("/admin/seals")).Status.ShouldBe(403);
        (await supervisor.Get("/admin/seals/1")).Status.ShouldBe(403);
        (await supervisor.Send("/", "/admin/seals")).Status.ShouldBe(403);
        (await app.Store.SealsAsync(10, ct: Ct)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_key_file_that_is_none_is_told_in_a_sentence()
    {
        await using var app = await SealsApp.Start();
        var administrator = await app.SignIn(Role.Administrator);
        Directory.CreateDirectory(Path.GetDirectoryName(app.KeyFile)!);
        await File.WriteAllTextAsync(app.KeyFile, "不是密钥", Ct);
        var page = await administrator.Send("/admin/seals", "/admin/seals");
        page.Status.ShouldBe(409);
        page.Words.ShouldContain("不是 ECDSA P-256 私钥");
        (await administrator.Get("/admin/seals")).Words.ShouldContain("不是 ECDSA P-256 私钥");
    }

    [Fact]
    public async Task A_seal_of_another_key_is_seen()
    {
        await using var app = await SealsApp.Start();
        await app.Run("seal");
        File.Delete(app.KeyFile);
        var administrator = await app.SignIn(Role.Administrator);
        (await administrator.Get("/admin/seals")).Words.ShouldContain("密钥文件不在");
        await using (var session = app.Store.OpenSession())
        {
            session.StartStream<Unit>(Commitments.Town.NewId(), new UnitRegistered("青芦县司法局", "司法局", null, 0));
            await session.SaveChangesAsync(Ct);
        }
        await app.Run("seal");
        (await administrator.Get("/admin/seals")).Words.ShouldContain("其他密钥");
    }
}
