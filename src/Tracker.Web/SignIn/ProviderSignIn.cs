using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Tracker.Web.SignIn;

/// <summary>The conversation with the provider: code with PKCE and state, then the id_token checked, or the user information asked for.</summary>
sealed class ProviderSignIn(IOptionsMonitor<ProviderOptions> options, ILoggerFactory loggers, UrlEncoder encoder) : OAuthHandler<ProviderOptions>(options, loggers, encoder)
{
    public const string Name = "provider";

    const string Nonce = "nonce";

    static readonly JsonWebTokenHandler Tokens = new() { MapInboundClaims = false };

    // Signed by the provider's own key pair: a secret that both sides know would let the client sign.
    static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        try
        {
            await Options.Discover(Context.RequestAborted);
        }
        catch (Exception down) when (down is InvalidOperationException or HttpRequestException or IOException)
        {
            Logger.LogWarning("The provider of identities does not answer: {Reason}", (down.InnerException ?? down).Message);
            Response.Redirect(ProviderProblem.Page(ProviderProblem.Down));
            return;
        }
        await base.HandleChallengeAsync(properties);
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        if (!Options.Settings.IsOpenId) return base.BuildChallengeUrl(properties, redirectUri);
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        properties.Items[Nonce] = nonce; // travels within the state, which only we can write
        return QueryHelpers.AddQueryString(base.BuildChallengeUrl(properties, redirectUri), Nonce, nonce);
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        await Options.Discover(Context.RequestAborted);
        return await base.HandleRemoteAuthenticateAsync();
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var settings = Options.Settings;
        var known = new Dictionary<string, string>();
        if (settings.IsOpenId)
        {
            var idToken = tokens.Response?.RootElement.TryGetProperty("id_token", out var sent) == true ? sent.GetString() : null;
            foreach (var claim in (await Checked(idToken, properties.Items[Nonce])).Claims) known.TryAdd(claim.Type, claim.Value);
        }
        var saysTooLittle = !known.ContainsKey(settings.SubjectClaim) || !known.ContainsKey(settings.NameClaim) || !known.ContainsKey(settings.LoginClaim);
        if (saysTooLittle && Options.UserInformationEndpoint.Length > 0)
        {
            using var said = await UserInformation(tokens.AccessToken);
            if (settings.IsOpenId && At(said.RootElement, "sub") != known["sub"]) throw new AuthenticationFailureException("The user information is about somebody else.");
            foreach (var name in (string?[])[settings.SubjectClaim, settings.NameClaim, settings.LoginClaim, settings.UnitClaim])
                if (name is not null && At(said.RootElement, name) is { Length: > 0 } value) known.TryAdd(name, value);
        }
        if (known.GetValueOrDefault(settings.SubjectClaim) is not { Length: > 0 } subject) throw new AuthenticationFailureException("The provider does not say who it is.");

        var login = known.GetValueOrDefault(settings.LoginClaim) ?? subject;
        identity.AddClaims(
        [
            new(ProviderPeople.Issuer, Options.Issuer), new(ProviderPeople.Subject, subject), new(ProviderPeople.Login, login),
            new(ProviderPeople.Name, known.GetValueOrDefault(settings.NameClaim) ?? login),
            new(ProviderPeople.Unit, settings.UnitClaim is { } unit ? known.GetValueOrDefault(unit) ?? "" : ""),
        ]);
        return new(new(identity), properties, Scheme.Name);
    }

    async Task<ClaimsIdentity> Checked(string? idToken, string? nonce)
    {
        if (idToken is null) throw new AuthenticationFailureException("The provider sent no id_token.");
        var result = await Validated(idToken, anew: false);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException) result = await Validated(idToken, anew: true);
        if (!result.IsValid) throw new AuthenticationFailureException($"The id_token is not valid: {result.Exception.GetType().Name}.");
        var said = result.ClaimsIdentity.FindFirst(Nonce)?.Value ?? "";
        return nonce is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(said), Encoding.UTF8.GetBytes(nonce))
            ? result.ClaimsIdentity
            : throw new AuthenticationFailureException("The id_token was made for another sign-in.");
    }

    async Task<TokenValidationResult> Validated(string idToken, bool anew) => await Tokens.ValidateTokenAsync(idToken, new()
    {
        ValidIssuer = Options.Issuer,
        ValidAudience = Options.ClientId,
        IssuerSigningKeys = await Options.Keys(anew, Context.RequestAborted),
        ValidAlgorithms = Algorithms,
        ClockSkew = TimeSpan.FromMinutes(2),
    });

    async Task<JsonDocument> UserInformation(string? accessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Options.UserInformationEndpoint);
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        using var answer = await Backchannel.SendAsync(request, Context.RequestAborted);
        answer.EnsureSuccessStatusCode();
        return await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(Context.RequestAborted), default, Context.RequestAborted);
    }

    static string? At(JsonElement element, string path)
    {
        foreach (var name in path.Split('.'))
            if (element.ValueKind is not JsonValueKind.Object || !element.TryGetProperty(name, out element)) return null;
        return element.ValueKind switch { JsonValueKind.String => element.GetString(), JsonValueKind.Number => element.GetRawText(), _ => null };
    }
}
