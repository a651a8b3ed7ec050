using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.Api;

/// <summary>The description of the API, held against what is mapped and against the file of requests.</summary>
public partial class OpenApiTests(Town town)
{
    static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    [Fact]
    public async Task Every_endpoint_is_described()
    {
        var mapped = town.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                .Select(method => $"{method} {Constraint().Replace('/' + endpoint.RoutePattern.RawText!.Trim('/'), "}")}"));

        Operations(await Document()).Select(operation => operation.Name).Order().ShouldBe(mapped.Order());
    }

    [Fact]
    public async Task Every_endpoint_has_a_summary_and_tells_how_it_answers_and_fails()
    {
        foreach (var (name, operation) in Operations(await Document()))
        {
            operation.TryGetProperty("summary", out var summary).ShouldBeTrue(name);
            summary.GetString().ShouldNotBeNullOrWhiteSpace(name);
            var answers = operation.GetProperty("responses").EnumerateObject().ToDictionary(answer => answer.Name, answer => answer.Value);
            answers.Keys.Any(status => status[0] == '2').ShouldBeTrue(name);
            var failures = name.StartsWith("GET ", StringComparison.Ordinal) ? "400 401 403 404 429" : "400 401 403 404 409 412 413 429";
            string.Join(' ', answers.Keys.Where(status => status[0] == '4').Order()).ShouldBe(failures, name);
            answers.Where(answer => answer.Key[0] == '4').ShouldAllBe(answer => answer.Value.GetProperty("content").GetProperty("application/problem+json").GetProperty("schema").GetProperty("$ref").GetString() == "#/components/schemas/ProblemDetails");
            foreach (var (status, answer) in answers.Where(answer => answer.Key is "200" or "201"))
                answer.GetProperty("content").EnumerateObject().Any(content => content.Value.TryGetProperty("schema", out _)).ShouldBeTrue($"{name} {status}");
        }
    }

    [Fact]
    public async Task What_it_refers_to_is_there()
    {
        var document = await Document();
        var text = document.GetRawText();
        var referred = Reference().Matches(text).Select(match => match.Groups[1].Value).Distinct().ToList();
        referred.Count.ShouldBeGreaterThan(20);
        var schemas = document.GetProperty("components").GetProperty("schemas");
        referred.Where(name => !schemas.TryGetProperty(name, out _)).ShouldBeEmpty();
        document.GetProperty("openapi").GetString()!.ShouldStartWith("3.1");
    }

    [Fact]
    public async Task A_command_takes_the_version_and_a_key_and_its_body_is_described()
    {
        var closure = Operations(await Document()).Single(operation => operation.Name == "POST /api/commitments/{id}/closure").Operation;
        closure.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()).ShouldBe(["id", "If-Match", "Idempotency-Key"]);
        closure.GetProperty("responses").GetProperty("204").GetProperty("headers").TryGetProperty("ETag", out _).ShouldBeTrue();
        closure.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString()
            .ShouldBe("#/components/schemas/ClosureRequest");
    }

    [Fact]
    public async Task The_file_of_requests_holds_every_endpoint_and_nothing_else()
    {
        var described = Operations(await Document()).Select(operation => Hole().Replace(operation.Name, "{}")).Order();
        var written = RequestLine().Matches(await File.ReadAllTextAsync(Path.Combine(Root, "tracker.http"), TestContext.Current.CancellationToken))
            .Select(line => $"{line.Groups["method"].Value} {Variable().Replace(line.Groups["path"].Value, "{}")}").Distinct().Order();

        written.ShouldBe(described);
    }

    [Fact]
    public async Task A_request_says_what_must_be_there_and_what_may_be_left_out()
    {
        var schemas = (await Document()).GetProperty("components").GetProperty("schemas");
        var assignment = schemas.GetProperty("AssignmentRequest");
        assignment.GetProperty("required").EnumerateArray().Select(name => name.GetString()).ShouldBe(["leadId", "dueOn", "standard", "kind"]);
        assignment.GetProperty("properties").GetProperty("standard").GetProperty("type").GetString().ShouldBe("string");
        assignment.GetProperty("properties").GetProperty("standard").GetProperty("maxLength").GetInt32().ShouldBe(4000);
        schemas.GetProperty("ItemRequest").GetProperty("properties").GetProperty("start").GetProperty("type").GetString().ShouldBe("integer");
        schemas.GetProperty("LedgerSort").GetProperty("enum").EnumerateArray().Select(name => name.GetString()).ShouldBe(["Due", "Changed", "Report", "Waiting"]);
    }

    async Task<JsonElement> Document()
    {
        // A program reads it before it has a token.
        using var client = town.CreateClient();
        using var answer = await client.GetAsync("/api/openapi.json", TestContext.Current.CancellationToken);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/json");
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
    }

    static IReadOnlyList<(string Name, JsonElement Operation)> Operations(JsonElement document) =>
        [.. from path in document.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            where Methods.Contains(operation.Name)
            select ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value)];

    static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Tracker.sln"))) folder = folder.Parent!;
            return folder.FullName;
        }
    }

    [GeneratedRegex(@":[^/]*\}(?=/|$)")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\{\{[^}]*\}\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^(?<method>GET|PUT|POST|DELETE|PATCH) \{\{host\}\}(?<path>/api/[^\s?]*)", RegexOptions.Multiline)]
    private static partial Regex RequestLine();

    [GeneratedRegex("\"#/components/schemas/([^\"]+)\"")]
    private static partial Regex Reference();
}
