using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Tracker.Web.Tests.SignIn;

/// <summary>A small provider of identities on a port of its own: discovery, authorize, token, keys and user information. It checks PKCE and the client, and lies where a test asks it to.</summary>
sealed class IdentityProvider : IAsyncDisposable
{
    public const string ClientId = "tracker";
    public const string ClientSecret = "the-clients-own-secret";

    readonly RSA key = RSA.Create(2048);
    readonly RSA foreignKey = RSA.Create(2048);
    readonly Dictionary<string, (string Challenge, string? Nonce, string RedirectUri)> codes = [];
    readonly WebApplication app;

    IdentityProvider(WebApplication app) => this.app = app;

    public string Address { get; private set; } = "";
    public string Subject { get; set; } = "s-1";
    public string Login { get; set; } = "wang.yi";
    public string Name { get; set; } = "王一";
    public string Unit { get; set; } = "市水务集团";

    /// <summary>What the id_token is got wrong in.</summary>
    public string? Lie { get; set; }
    public bool Denies { get; set; }
    public string LastAccessToken { get; private set; } = "";

    public static async Task<IdentityProvider> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var provider = new IdentityProvider(builder.Build());
        provider.Map();
        await provider.app.StartAsync();
        provider.Address = provider.app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
        foreignKey.Dispose();
    }

    void Map()
    {
        app.MapGet("/.well-known/openid-configuration", () => Json(new
        {
            issuer = Address, authorization_endpoint = $"{Address}/authorize", token_endpoint = $"{Address}/token", jwks_uri = $"{Address}/keys", userinfo_endpoint = $"{Address}/userinfo",
        }));
        app.MapGet("/keys", () => Json(new { keys = new[] { Public(key) } }));
        app.MapGet("/authorize", (HttpRequest request) =>
        {
            var query = request.Query;
            if (query["client_id"] != ClientId || query["code_challenge_method"] != "S256") return Results.BadRequest();
            var answer = new Dictionary<string, string?> { ["state"] = query["state"] };
            if (Denies) answer["error"] = "access_denied";
            else
            {
                var code = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
                codes[code] = (query["code_challenge"]!, query["nonce"], query["redirect_uri"]!);
                answer["code"] = code;
            }
            return Results.Redirect(QueryHelpers.AddQueryString(query["redirect_uri"]!, answer));
        });
        app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            if (form["client_secret"] != ClientSecret || !codes.Remove(form["code"]!, out var asked) || asked.RedirectUri != form["redirect_uri"]
                || asked.Challenge != Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]!)))) return Results.BadRequest();
            LastAccessToken = $"access-{Convert.ToHexString(RandomNumberGenerator.GetBytes(8))}";
            return Json(new { access_token = LastAccessToken, token_type = "Bearer", expires_in = 300, id_token = IdToken(asked.Nonce) });
        });
        app.MapGet("/userinfo", (HttpRequest request) => request.Headers.Authorization == $"Bearer {LastAccessToken}"
            ? Json(new { sub = Lie == "somebody-else" ? "s-other" : Subject, content = new { accountId = Subject, account = Login, realName = Name }, preferred_username = Login, name = Name, org = Unit })
            : Results.Unauthorized());
    }

    string IdToken(string? nonce)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object> { ["sub"] = Subject, ["nonce"] = Lie == "nonce" ? "of-another-sign-in" : nonce ?? "" };
        if (Lie != "somebody-else") (claims["preferred_username"], claims["name"], claims["org"]) = (Login, Name, Unit);
        var signer = new RsaSecurityKey(Lie is "signature" or "unknown-key" ? foreignKey : key) { KeyId = Lie == "unknown-key" ? "another" : "k1" };
        var credentials = Lie == "shared-secret"
            ? new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(ClientSecret.PadRight(64))), SecurityAlgorithms.HmacSha256)
            : new SigningCredentials(signer, SecurityAlgorithms.RsaSha256);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Lie == "issuer" ? "https://elsewhere.example" : Address,
            Audience = Lie == "audience" ? "another-client" : ClientId,
            IssuedAt = now.AddHours(-2), NotBefore = now.AddHours(-2),
            Expires = Lie == "expired" ? now.AddHours(-1) : now.AddMinutes(5),
            Claims = claims, SigningCredentials = Lie == "unsigned" ? null : credentials,
        });
    }

    static object Public(RSA key)
    {
        var parameters = key.ExportParameters(false);
        return new { kty = "RSA", use = "sig", alg = "RS256", kid = "k1", n = Base64UrlEncoder.Encode(parameters.Modulus), e = Base64UrlEncoder.Encode(parameters.Exponent) };
    }

    static IResult Json(object value) => Results.Text(JsonSerializer.Serialize(value), "application/json");
}
