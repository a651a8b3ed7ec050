using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Web.Tests.Commitments;
using Tracker.Web.Tests.People;

namespace Tracker.Web.Tests.Http;

/// <summary>What is wrong is answered with 4xx and a sentence, by every endpoint that takes something, and nothing of it is stored.</summary>
public sealed class BadInputTests(TwoDistricts districts) : IClassFixture<TwoDistricts>
{
    static readonly string[] EverybodysRoles = ["Supervisor", "DepartmentOfficer", "DepartmentHead", "Reviewer", "Administrator"];

    // Free text, in which a number is as good as any other word.
    static readonly string[] Texts = ["note", "Contact", "UnitName", "Name", "Title", "Reason", "Wording", "Text", "Standard", "Objector", "Measures[0].Text", "name", "code"];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    Town Town => districts.Town;

    [Fact]
    public async Task Every_field_of_every_request_refuses_what_it_cannot_be()
    {
        var wrong = new List<string>();
        var before = await Stored();
        var tried = 0;
        foreach (var (entry, type, optional) in ApiEntries())
        {
            var visitor = await WhoMay(entry);
            var good = Good(entry);
            int[] without = optional ? [204, 400, 404, 409] : [400];
            List<(string What, string Body, int[] Allowed)> bad = [("nothing", "", without), ("null", "null", without), ("a list", "[]", [400]), ("cut off", "{\"text\":", [400]), ("a word", "\"x\"", [400])];
            foreach (var property in type.GetProperties().Where(property => property.Name is not "EqualityContract"))
            {
                var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
                foreach (var (what, value, allowed) in Bad(property.Name, property.PropertyType!)) bad.Add(($"{name} {what}", With(good, name, value), allowed));
            }
            foreach (var (what, body, allowed) in bad)
            {
                tried++;
                using var request = new HttpRequestMessage(new(entry.Method), Path(entry)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
                using var answer = await visitor.Client.SendAsync(request, Ct);
                var said = await answer.Content.ReadAsStringAsync(Ct);
                if (!allowed.Contains((int)answer.StatusCode) && !(entry.MayMiss && answer.StatusCode is System.Net.HttpStatusCode.NotFound) || !IsProblem(said)) wrong.Add($"{entry.Endpoint} {what}: {(int)answer.StatusCode} {said}");
            }
        }
        wrong.ShouldBeEmpty();
        tried.ShouldBeGreaterThan(300);
        (await Stored()).ShouldBe(before);
    }

    [Fact]
    public async Task Every_field_of_every_form_refuses_what_it_cannot_be()
    {
        var wrong = new List<string>();
        var before = await Stored();
        foreach (var entry in EndpointRights.Table.Where(entry => entry.Method is "POST" && entry.Body.Contains('=', StringComparison.Ordinal) && !entry.Body.StartsWith('{')))
        {
            var visitor = await WhoMay(entry);
            var token = await RightsOfEndpointsTests.TokenOf(visitor, "/account");
            var fields = RightsOfEndpointsTests.Filled(entry.Body, districts.Inside).Split('&').Select(field => field.Split('=', 2)).Where(field => field[0] is not "Version").ToArray();
            foreach (var name in fields.Select(field => field[0]).Where(name => name is not "Act").Distinct())
                foreach (var value in (string[])["\0", "👍", "<script>alert(1)</script>", new string('长', 5000), .. Texts.Contains(name) ? [] : new[] { "9999999999999999999", "2001-13-45" }])
                {
                    using var content = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
                    foreach (var field in fields) content.Add(new StringContent(field[0] == name ? value : field[1]), field[0]);
                    content.Add(new StringContent("1"), "Version");
                    using var answer = await visitor.Client.PostAsync(Path(entry), content, Ct);
                    if ((int)answer.StatusCode is < 400 or >= 500) wrong.Add($"{entry.Name} {name}={value[..Math.Min(8, value.Length)]}: {(int)answer.StatusCode} {answer.Headers.Location}");
                }
        }
        wrong.ShouldBeEmpty();
        (await Stored()).ShouldBe(before);
    }

    [Theory]
    [InlineData("../../etc/passwd.txt", "file-name-path")]
    [InlineData(@"C:\temp\通报.txt", "file-name-path")]
    [InlineData("通报👍.txt", "text-picture")]
    [InlineData("页面.html", "evidence-type")]
    [InlineData("程序.exe", "evidence-type")]
    [InlineData("假的.pdf", "evidence-not-what-it-says")]
    [InlineData("损坏.docx", "evidence-not-what-it-says")]
    public async Task A_file_that_is_not_what_it_should_be_is_refused(string name, string code)
    {
        var before = await Stored();
        await ShouldRefuse(name, Encoding.UTF8.GetBytes("PK文字"[(name.EndsWith("docx", StringComparison.Ordinal) ? 0 : 2)..]), code);
        (await Stored()).ShouldBe(before);
    }

    [Fact]
    public async Task What_unpacks_to_more_than_a_disk_is_refused_as_evidence_and_as_report()
    {
        var before = await Stored();
        var bomb = Bomb();
        bomb.Length.ShouldBeLessThan(16 * 1024 * 1024);
        await ShouldRefuse("材料.zip", bomb, "evidence-unpacked-large");

        var visitor = await Town.SignIn("supervisor");
        using var content = new MultipartFormDataContent { { new StringContent(await RightsOfEndpointsTests.TokenOf(visitor, "/reports")), "__RequestVerificationToken" } };
        content.Add(new ByteArrayContent(bomb), "Upload", "报告.docx");
        using var answer = await visitor.Client.PostAsync("/reports", content, Ct);
        ((int)answer.StatusCode).ShouldBeInRange(400, 499);
        (await Stored()).ShouldBe(before);
    }

    [Theory]
    [InlineData("/commitments/{commitment}")]
    [InlineData("/api/commitments/{commitment}/evidence")]
    [InlineData("/reports")]
    [InlineData("/admin/people/import")]
    [InlineData("/reply/made-up")]
    public async Task Five_gigabytes_are_refused_before_a_byte_is_read(string path)
    {
        var visitor = await Town.SignIn("administrator");
        var body = new EndlessBody();
        var cookie = (await visitor.Client.GetAsync("/account", Ct)).RequestMessage!.Headers.TryGetValues("Cookie", out var sent) ? string.Join("; ", sent) : "";
        var answer = await Town.Server.SendAsync(context =>
        {
            context.Request.Method = "POST";
            context.Request.Path = path.Replace("{commitment}", $"{districts.Inside.Commitment}", StringComparison.Ordinal);
            context.Request.Headers.Cookie = cookie;
            context.Request.ContentType = "multipart/form-data; boundary=x";
            context.Request.ContentLength = 5L * 1024 * 1024 * 1024;
            context.Request.Body = body;
        }, Ct);
        answer.Response.StatusCode.ShouldBe(413);
        (await new StreamReader(answer.Response.Body).ReadToEndAsync(Ct)).ShouldContain("64");
        body.Reads.ShouldBe(0);
    }

    async Task ShouldRefuse(string name, byte[] file, string code)
    {
        var visitor = await Town.SignIn(districts.Callers.Single(caller => caller.Role is Tracker.People.Role.DepartmentOfficer).Login);
        var part = new ByteArrayContent(file);
        part.Headers.ContentDisposition = new("form-data") { Name = "files", FileNameStar = name };
        using var content = new MultipartFormDataContent { part };
        using var answer = await visitor.Client.PostAsync($"/api/commitments/{districts.Inside.Commitment}/evidence", content, Ct);
        var said = await answer.Content.ReadAsStringAsync(Ct);
        ((int)answer.StatusCode, JsonNode.Parse(said)!["type"]!.GetValue<string>()).ShouldBe((409, code), said);
    }

    /// <summary>The values that a field of this type can't be, each with the statuses that are right for it.</summary>
    static IEnumerable<(string What, JsonNode? Value, int[] Allowed)> Bad(string name, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        yield return ("a list in it", new JsonArray(new JsonArray()), [400]);
        if (plain == typeof(string))
        {
            yield return ("NUL", "完\0成", [409]);
            yield return ("emoji", "已完成👍", [409]);
            yield return ("markup", "<b>已完成</b>", [409]);
            yield return ("too long", new string('长', 5000), [400]);
            yield return ("a number", 5, [400]);
        }
        else if (plain.IsEnum || plain == typeof(Guid) || plain == typeof(DateOnly) || plain == typeof(bool) || plain == typeof(int))
            foreach (var value in (JsonNode[])["👍", "2026-13-45", "<b>", "很多", "0197", -5000000000L, 1e300]) yield return (value.ToJsonString(), value.DeepClone(), [400]);
        if (plain == typeof(DateOnly)) yield return ("long past", "1999-01-01", [409]);
        if (plain == typeof(Guid)) yield return ("nobody's", "0197a1de-0000-7000-8000-00000000beef", [400, 404, 409]);
        if (name is "Percent") yield return ("over a hundred", 101, [400]);
    }

    IEnumerable<(Entry Entry, Type Type, bool Optional)> ApiEntries()
    {
        var routes = Town.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        foreach (var entry in EndpointRights.Table.Where(entry => entry.Path.StartsWith("/api/", StringComparison.Ordinal)))
            foreach (var route in routes.Where(route => "/" + route.RoutePattern.RawText!.TrimStart('/') == entry.Path
                && route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(entry.Method) == true))
                if (route.Metadata.GetMetadata<IAcceptsMetadata>() is { RequestType: { } type } accepts && accepts.ContentTypes.Contains("application/json"))
                    yield return (entry, type, accepts.IsOptional);
    }

    JsonObject Good(Entry entry) => JsonNode.Parse(RightsOfEndpointsTests.Filled(entry.Body, districts.Inside))!.AsObject();

    static string With(JsonObject good, string name, JsonNode? value)
    {
        var body = good.DeepClone().AsObject();
        body[name] = value;
        return body.ToJsonString();
    }

    string Path(Entry entry) => RightsOfEndpointsTests.PathOf(entry, districts.Inside);

    async Task<Visitor> WhoMay(Entry entry) => await Town.SignIn(districts.Callers.First(caller =>
        EverybodysRoles.Contains(caller.Role.ToString()) && RightsOfEndpointsTests.Expected(caller, entry, inside: true) == 0).Login);

    static bool IsProblem(string said) => JsonNode.Parse(said) is JsonObject problem && problem["title"] is not null && (problem["detail"] ?? problem["errors"]) is not null;

    async Task<(long Events, long Files)> Stored()
    {
        await using var connection = await Town.Store.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "select (select count(*) from mt_events), (select count(*) from files)";
        await using var reader = await command.ExecuteReaderAsync(Ct);
        await reader.ReadAsync(Ct);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    static byte[] Bomb()
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = archive.CreateEntry("word/document.xml", CompressionLevel.SmallestSize).Open();
            var zeros = new byte[1024 * 1024];
            for (var megabyte = 0; megabyte < 2100; megabyte++) part.Write(zeros);
        }
        return packed.ToArray();
    }

    sealed class EndlessBody : MemoryStream
    {
        public int Reads { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Reads++;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
