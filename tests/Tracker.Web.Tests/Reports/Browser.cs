using System.Net;
using System.Text.RegularExpressions;
using Tracker.Web.Reports;

namespace Tracker.Web.Tests.Reports;

/// <summary>What came back: the page, and where it sends one.</summary>
public sealed record PageSeen(HttpStatusCode Status, string Html, string? Location)
{
    /// <summary>The report that a redirect or a link of the page leads to.</summary>
    public Guid ReportId => Guid.Parse(Regex.Match(Location ?? Html, "/reports/([0-9a-f-]{36})").Groups[1].Value);

    public string Hidden(string name) => Regex.Match(Html, $"""name="{name}"[^>]*? value="([^"]*)""").Groups[1].Value;

    /// <summary>Its words, without the marks around them.</summary>
    public string Words => WebUtility.HtmlDecode(Regex.Replace(Html, "<[^>]*>", ""));
}

/// <summary>As much of a browser as forms without scripts need: cookies, the antiforgery token and the version of the page.</summary>
public sealed class Browser(HttpClient client)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task<PageSeen> Get(string path) => await Seen(await client.GetAsync(path, Ct));

    public Task<HttpResponseMessage> Answer(string path) => client.GetAsync(path, Ct);

    public Task<HttpResponseMessage> Answer(HttpRequestMessage request) => client.SendAsync(request, Ct);

    public async Task<PageSeen> Send(PageSeen page, string path, params (string Name, string Value)[] fields)
    {
        var form = fields.ToList();
        form.Add(("__RequestVerificationToken", page.Hidden("__RequestVerificationToken")));
        if (page.Hidden("Version") is { Length: > 0 } version) form.Add(("Version", version));
        using var content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await Seen(await client.PostAsync(path, content, Ct));
    }

    public Task<PageSeen> Upload(string fileName, byte[] bytes, params (string Name, string Value)[] fields) => Upload(null, fileName, bytes, fields);

    /// <param name="key">Sent by a page that shows a bar; null by a form alone.</param>
    public async Task<PageSeen> Upload(Guid? key, string fileName, byte[] bytes, params (string Name, string Value)[] fields)
    {
        var page = await Get("/reports");
        using var content = new MultipartFormDataContent();
        content.Add(new ByteArrayContent(bytes), "Upload", fileName);
        content.Add(new StringContent(page.Hidden("__RequestVerificationToken")), "__RequestVerificationToken");
        foreach (var (name, value) in fields) content.Add(new StringContent(value), name);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/reports") { Content = content };
        if (key is not null) request.Headers.Add(ReportsModel.KeyHeader, $"{key}");
        return await Seen(await client.SendAsync(request, Ct));
    }

    /// <summary>Imports by pasting, and opens the reading page.</summary>
    public async Task<PageSeen> Import(string text, string town, int year)
    {
        var sent = await Paste(text, town, $"{year}");
        sent.Status.ShouldBe(HttpStatusCode.Redirect, sent.Words);
        return await Get(sent.Location!);
    }

    public async Task<PageSeen> Paste(string text, string town, string year) =>
        await Send(await Get("/reports"), "/reports", ("Pasted", text), ("Organization", town), ("Year", year));

    static async Task<PageSeen> Seen(HttpResponseMessage answer)
    {
        using (answer) return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct), answer.Headers.Location?.OriginalString);
    }
}
