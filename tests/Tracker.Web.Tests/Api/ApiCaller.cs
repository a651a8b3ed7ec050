using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.Api;

/// <summary>What came back from a call.</summary>
public sealed record Answered(int Status, string Text, string? Etag, string? MediaType, string? Location)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? Code => Json.GetProperty("type").GetString();

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<JsonElement> Items => [.. Json.GetProperty("items").EnumerateArray()];

    public string? Next => Json.GetProperty("next").GetString();

    public Answered Should(int status)
    {
        Status.ShouldBe(status, Text);
        if (status >= 400) MediaType.ShouldBe("application/problem+json");
        return this;
    }
}

/// <summary>A program that calls the API as a signed-in person.</summary>
public sealed class ApiCaller(HttpClient client)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<ApiCaller> As(Town town, string login) => new((await town.SignIn(login)).Client);

    public Task<Answered> Get(string path) => Send(HttpMethod.Get, path);

    public Task<Answered> Post(string path, object? body = null, string? match = null, string? key = null) => Send(HttpMethod.Post, path, body, match, key);

    public Task<Answered> Put(string path, object? body = null, string? match = null, string? key = null) => Send(HttpMethod.Put, path, body, match, key);

    public Task<Answered> Delete(string path, object? body = null, string? match = null, string? key = null) => Send(HttpMethod.Delete, path, body, match, key);

    public async Task<Answered> Send(HttpMethod method, string path, object? body = null, string? match = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is HttpContent content) request.Content = content;
        else if (body is not null) request.Content = JsonContent.Create(body, options: Json);
        if (match is not null) request.Headers.TryAddWithoutValidation("If-Match", match);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request, Ct);
        return new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct), answer.Headers.ETag?.Tag, answer.Content.Headers.ContentType?.MediaType, answer.Headers.Location?.OriginalString);
    }
}
