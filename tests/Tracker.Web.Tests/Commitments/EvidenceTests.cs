using System.Text;
using Tracker.Files;

namespace Tracker.Web.Tests.Commitments;

public class EvidenceTests(Town town)
{
    static readonly byte[] Content = Encoding.UTF8.GetBytes("<script>alert(1)</script>");
    static readonly string Hash = FileTable.Hash(Content);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Evidence_is_handed_out_to_be_kept_and_never_shown()
    {
        var id = await town.Underway("佐证材料可以下载的事项");
        var officer = await town.SignIn("officer");
        (await officer.Upload(id, "检查记录.txt", Content, "2026-03-31")).Status.ShouldBe(302);

        var page = await officer.Get($"/commitments/{id}");
        page.Words.ShouldContain("检查记录.txt");
        page.Words.ShouldContain("反映 2026-03-31 的情况");

        var answer = await officer.Client.GetAsync($"/commitments/{id}/evidence/{Hash}", Ct);
        (await answer.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(Content);
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("检查记录.txt");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'self'");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Evidence_is_found_only_by_way_of_a_commitment_that_one_sees()
    {
        var (id, other) = (await town.Underway("有材料的事项"), await town.Underway("没有材料的事项"));
        var officer = await town.SignIn("officer");
        await officer.Upload(id, "检查记录.txt", Content, "");

        (await officer.Get($"/commitments/{other}/evidence/{Hash}")).Status.ShouldBe(404);
        (await (await town.SignIn("stranger")).Get($"/commitments/{id}/evidence/{Hash}")).Status.ShouldBe(404);
        (await new Visitor(town.CreateClient(new() { AllowAutoRedirect = false })).Get($"/commitments/{id}/evidence/{Hash}")).Location.ShouldNotBeNull().ShouldContain("/sign-in");
    }

    [Fact]
    public async Task A_web_page_is_no_evidence()
    {
        var id = await town.Underway("上传网页的事项");

        var page = await (await town.SignIn("officer")).Upload(id, "材料.html", Content, "");

        page.Status.ShouldBe(409);
        page.Form("AttachEvidence").ShouldContain("这种文件不能作为佐证材料");
    }
}
