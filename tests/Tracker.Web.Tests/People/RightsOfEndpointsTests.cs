using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Tracker.People;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.People;

/// <summary>Every endpoint, asked by every role inside and outside its scope, answers what the table of rights says.</summary>
public sealed class RightsOfEndpointsTests(TwoDistricts districts) : IClassFixture<TwoDistricts>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_endpoint_has_its_right_in_the_table_and_the_table_names_nothing_else()
    {
        var mapped = await Endpoints.Of(districts.Town.Services);
        EndpointRights.Table.Select(entry => entry.Endpoint).Distinct().Except(mapped).ShouldBeEmpty();
        mapped.Except(EndpointRights.Table.Select(entry => entry.Endpoint)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_asked_to_sign_in_wherever_it_is_not_open()
    {
        var nobody = new Visitor(districts.Town.CreateClient(new() { AllowAutoRedirect = false }));
        var token = await TokenOf(nobody, "/sign-in");
        foreach (var entry in EndpointRights.Table)
        {
            var (status, location) = await Ask(nobody, entry, districts.Inside, token);
            var sent = status is 401 || status is 302 && location!.Contains("/sign-in?", StringComparison.Ordinal);
            sent.ShouldBe(!entry.IsOpen, $"{entry.Name}: {status} {location}");
        }
    }

    [Fact]
    public async Task Every_role_inside_and_outside_its_scope_is_answered_as_the_table_says()
    {
        var wrong = new List<string>();
        var matrix = EndpointRights.Table.Where(entry => entry.Needs is not null).ToDictionary(entry => entry.Name, _ => new List<string>());
        foreach (var caller in districts.Callers)
        {
            var visitor = await districts.Town.SignIn(caller.Login);
            var token = await TokenOf(visitor, "/account");
            foreach (var entry in EndpointRights.Table.Where(entry => !entry.IsOpen))
            {
                var cell = "";
                foreach (var inside in entry.On is On.Nothing ? new[] { true } : [true, false])
                {
                    var (status, location) = await Ask(visitor, entry, inside ? districts.Inside : districts.Outside, token);
                    var expected = Expected(caller, entry, inside);
                    // Who may ask for it is told that it does not exist.
                    var said = status is 404 && entry.MayMiss && expected is 0 ? 0 : Said(status, location);
                    if (said != expected) wrong.Add($"{caller.Name} {(inside ? "inside" : "outside")} {entry.Name}: {status} {location}, expected {expected}");
                    cell += $"{(cell.Length > 0 ? " / " : "")}{(said is 0 ? "yes" : said)}";
                }
                if (entry.Needs is not null) matrix[entry.Name].Add(cell);
            }
        }
        wrong.ShouldBeEmpty();
        await Matches(Printed(matrix));
    }

    // The matrix is kept beside this test: a change of rights is seen in the change of that file.
    static async Task Matches(string printed)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(printed);
        await File.WriteAllTextAsync(Path.Combine(AppContext.BaseDirectory, "rights-matrix.actual.md"), printed, Ct);
        (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "People", "rights-matrix.md"), Ct)).ReplaceLineEndings("\n")
            .ShouldBe(printed, "the matrix as measured is in rights-matrix.actual.md beside the test program");
    }

    string Printed(Dictionary<string, List<string>> matrix)
    {
        var text = new StringBuilder("# Rights as measured\n\nEach cell: what the caller is answered inside / outside the own scope; one answer where the endpoint is about nothing in particular.\n")
            .Append("`yes` is any answer but 401, 403, 404 and a failure. “(all)” is a post without a 管理范围.\n\n")
            .Append(CultureInfo.InvariantCulture, $"| endpoint | right | {string.Join(" | ", districts.Callers.Select(caller => caller.Name))} |\n|---|---|{string.Concat(districts.Callers.Select(_ => "---|"))}\n");
        foreach (var entry in EndpointRights.Table.Where(entry => entry.Needs is not null))
            text.Append(CultureInfo.InvariantCulture, $"| {entry.Name.Replace("|", "\\|", StringComparison.Ordinal)} | {entry.Needs} | {string.Join(" | ", matrix[entry.Name])} |\n");
        return text.ToString();
    }

    /// <returns>0 where it is answered, else 403 or 404.</returns>
    public static int Expected(Caller caller, Entry entry, bool inside)
    {
        if (entry.Needs is not { } right) return 0;
        var reach = Rights.ReachOf(caller.Role, right);
        if (reach is Reach.None || reach is Reach.Installation && !caller.Whole) return 403;
        if (entry.On is On.Nothing || inside || caller.Whole) return 0;
        // Reports are published: a department reads every one.
        return entry.On is On.PublishedReport && reach is Reach.OwnUnits ? 0 : 404;
    }

    static int Said(int status, string? location) => status switch
    {
        401 or 403 or 404 or >= 500 => status,
        302 when location!.Contains("/error/", StringComparison.Ordinal) => 403,
        302 when location!.Contains("/sign-in?", StringComparison.Ordinal) => 401,
        _ => 0,
    };

    static async Task<(int Status, string? Location)> Ask(Visitor visitor, Entry entry, Place place, string token)
    {
        var path = PathOf(entry, place);
        using var request = new HttpRequestMessage(new(entry.Method is "*" or "PAGE" ? "GET" : entry.Method), path);
        if (entry.Method is not ("GET" or "*" or "PAGE")) request.Content = Content(Filled(entry.Body, place), entry, token);
        if (path.StartsWith("/api", StringComparison.Ordinal)) request.Headers.IfMatch.Add(new EntityTagHeaderValue("\"9999\""));
        using var answer = await visitor.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        return ((int)answer.StatusCode, answer.Headers.Location?.OriginalString);
    }

    public static string PathOf(Entry entry, Place place)
    {
        var path = entry.Path.Replace("{id:guid}", $"{Target(entry, place)}", StringComparison.Ordinal).Replace("{number:long}", "999999", StringComparison.Ordinal);
        path = Regex.Replace(path, @"\{sha256.*$", place.Evidence);
        path = Regex.Replace(path, @"\{(measure|other|item|delivery):guid\}", $"{place.Commitment}");
        path = Regex.Replace(path, @"\{reportId:guid\}", $"{place.Report}");
        path = Regex.Replace(path, @"\{language[^/]*$", "en");
        return Regex.Replace(path, @"\{token\}", "made-up");
    }

    static Guid Target(Entry entry, Place place) => entry.On is On.Report or On.PublishedReport || entry.Path.StartsWith("/reports", StringComparison.Ordinal) ? place.Report : entry.On switch
    {
        On.Person => place.Person,
        On.Unit => place.Unit,
        _ => place.Commitment,
    };

    static HttpContent Content(string body, Entry entry, string token)
    {
        if (entry.Path.EndsWith("/evidence", StringComparison.Ordinal))
            return new MultipartFormDataContent { { new ByteArrayContent(Town.Pdf), "files", "材料.pdf" } };
        if (body.StartsWith('{')) return new StringContent(body, Encoding.UTF8, "application/json");
        if (entry.Path.StartsWith("/api", StringComparison.Ordinal)) return new StringContent(body);
        var content = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        if (body.StartsWith("Act=AttachEvidence", StringComparison.Ordinal)) content.Add(new ByteArrayContent(Town.Pdf), "File", "材料.pdf");
        foreach (var field in body.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(field => field.Split('=', 2))) content.Add(new StringContent(field[1]), field[0]);
        return content;
    }

    public static string Filled(string body, Place place) => body.Replace("{commitment}", $"{place.Commitment}", StringComparison.Ordinal)
        .Replace("{report}", $"{place.Report}", StringComparison.Ordinal).Replace("{person}", $"{place.Person}", StringComparison.Ordinal)
        .Replace("{unit}", $"{place.Unit}", StringComparison.Ordinal).Replace("{token}", $"{place.Token}", StringComparison.Ordinal)
        .Replace("{item}", "0197a1de-0000-7000-8000-00000000beef", StringComparison.Ordinal);

    public static async Task<string> TokenOf(Visitor visitor, string page) =>
        Regex.Match((await visitor.Get(page)).Html, """name="__RequestVerificationToken" type="hidden" value="([^"]+)""").Groups[1].Value;
}
