using System.Text.RegularExpressions;
using Tracker.SignIn;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.SignIn;

/// <summary>A telephone with the secret that the page showed.</summary>
sealed class AuthenticatorApp(byte[] secret)
{
    /// <summary>Sets two-step sign-in up as the page says; the codes for a lost telephone come with it.</summary>
    public static async Task<(AuthenticatorApp App, IReadOnlyList<string> Recovery)> SetUp(Visitor visitor)
    {
        var page = await visitor.Get("/account/two-step");
        var app = Of(page);
        var done = await visitor.Send(page, "/account/two-step?handler=Confirm", ("Code", app.Code()));
        string[] recovery = [.. Regex.Matches(done.Html, "<code>([A-Z2-7-]{19})</code>").Select(code => code.Groups[1].Value)];
        recovery.Length.ShouldBe(10);
        return (app, recovery);
    }

    public static AuthenticatorApp Of(Seen page)
    {
        var written = Regex.Match(page.Html, """<code class="break-all">([A-Z2-7 ]+)</code>""").Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        written.Length.ShouldBe(32);
        var bits = string.Concat(written.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return new([.. bits.Chunk(8).Select(eight => Convert.ToByte(new string(eight), 2))]);
    }

    /// <summary>The code of this half minute, or of one before or after.</summary>
    public string Code(int steps = 0) => Totp.Code(secret, Totp.StepAt(TimeProvider.System.GetUtcNow()) + steps);

    /// <summary>Six digits that none of the near codes has.</summary>
    public string WrongCode() => Enumerable.Range(0, 10).Select(digit => new string((char)('0' + digit), 6)).First(code => Enumerable.Range(-3, 7).All(step => Code(step) != code));
}
