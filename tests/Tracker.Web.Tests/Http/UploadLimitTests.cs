using Microsoft.AspNetCore.Http;
using Tracker.Web.Tests.Shell;

namespace Tracker.Web.Tests.Http;

public class UploadLimitTests(ShellApp app) : IClassFixture<ShellApp>
{
    const long Megabyte = 1024 * 1024;

    [Fact]
    public async Task A_file_over_the_limit_is_answered_with_a_sentence_before_it_is_read()
    {
        var body = new CountedBody();

        var answer = await Post(65 * Megabyte, body);

        answer.Response.StatusCode.ShouldBe(413);
        (await new StreamReader(answer.Response.Body).ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldContain("64 MB");
        body.Reads.ShouldBe(0);
    }

    [Fact]
    public async Task A_file_of_exactly_the_limit_passes_with_the_form_around_it() =>
        (await Post(64 * Megabyte + 1000, new CountedBody())).Response.StatusCode.ShouldBe(404);

    Task<HttpContext> Post(long length, Stream body) => app.Server.SendAsync(context =>
    {
        context.Request.Method = "POST";
        context.Request.Path = "/nowhere";
        context.Request.Headers[ShellApp.SignedIn] = "yes";
        context.Request.ContentType = "multipart/form-data; boundary=x";
        context.Request.ContentLength = length;
        context.Request.Body = body;
    }, TestContext.Current.CancellationToken);

    sealed class CountedBody : MemoryStream
    {
        public int Reads { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Reads++;
            return base.ReadAsync(buffer, cancellationToken);
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Reads++;
            return base.Read(buffer, offset, count);
        }
    }
}
