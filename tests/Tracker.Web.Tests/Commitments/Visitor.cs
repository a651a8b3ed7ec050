using System.Net;
using System.Text.RegularExpressions;

namespace Tracker.Web.Tests.Commitments;

/// <summary>What came back: the status, the page and where it leads.</summary>
public sealed record Seen(int Status, string Html, string? Location)
{
    /// <summary>The words alone.</summary>
    public string Words => Regex.Replace(WebUtility.HtmlDecode(Regex.Replace(Html, "<[^>]*>", " ")), @"\s+", " ");

    /// <summary>What a form of this action would send besides what is typed.</summary>
    public string Hidden(string act, string name) =>
        Regex.Match(Form(act), $"""name="{name}" value="([^"]*)""").Groups[1].Value;

    public bool Offers(string act) => Form(act).Length > 0;

    /// <summary>The form of one action; empty where it is not offered.</summary>
    public string Form(string act) => Regex.Match(Html, $"""<form(?:(?!</form>).)*name="Act" value="{act}"(?:(?!</form>).)*</form>""", RegexOptions.Singleline).Value;
}

/// <summary>As much of a browser as a page without scripts needs.</summary>
public sealed class Visitor(HttpClient client)
{
    public HttpClient Client => client;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task<Seen> Get(string path) => await See(await client.GetAsync(path, Ct));

    /// <summary>Opens a page and sends a form of it.</summary>
    public async Task<Seen> Send(string page, string path, params (string Name, string Value)[] fields) => await Send(await Get(page), path, fields);

    public async Task<Seen> Send(Seen page, string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent([Token(page), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        return await See(await client.PostAsync(path, content, Ct));
    }

    /// <summary>The reviewer's checklist, every point ticked.</summary>
    public static IReadOnlyList<(string Name, string Value)> Checklist =>
        [.. Town.AllHeld.SelectMany((point, i) => new[] { ("Points", point.Text), ("Held", $"{i}") })];

    /// <summary>Does one action on the commitment's page, as its form would.</summary>
    public async Task<Seen> Act(Guid id, string act, params (string Name, string Value)[] fields) =>
        await Act(await Get($"/commitments/{id}"), id, act, fields);

    public Task<Seen> Act(Seen page, Guid id, string act, params (string Name, string Value)[] fields) =>
        Send(page, $"/commitments/{id}",
            [("Act", act), ("Version", page.Hidden(act, "Version")), ("CommandId", page.Hidden(act, "CommandId")), .. fields]);

    public async Task<Seen> Upload(Guid id, string fileName, byte[] bytes, string speaksFor)
    {
        var page = await Get($"/commitments/{id}");
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in new[] { Token(page), new("Act", "AttachEvidence"), new("CommandId", page.Hidden("AttachEvidence", "CommandId")), new("SpeaksFor", speaksFor) })
            content.Add(new StringContent(value), name);
        content.Add(new ByteArrayContent(bytes), "File", fileName);
        return await See(await client.PostAsync($"/commitments/{id}", content, Ct));
    }

    static KeyValuePair<string, string> Token(Seen page) => new(
        "__RequestVerificationToken", Regex.Match(page.Html, """name="__RequestVerificationToken" type="hidden" value="([^"]+)""").Groups[1].Value);

    static async Task<Seen> See(HttpResponseMessage answer)
    {
        using (answer) return new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct), answer.Headers.Location?.OriginalString);
    }
}
