using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Tracker.Web.SignIn;

/// <summary>The provider's endpoints and keys; by discovery they are known once they are first asked for.</summary>
public sealed class ProviderOptions : OAuthOptions
{
    // Until discovery names them; nothing is ever sent there.
    const string Unknown = "https://unknown.invalid/";

    ConfigurationManager<OpenIdConnectConfiguration>? discovery;
    IReadOnlyList<SecurityKey>? namedKeys;

    public ProviderSettings Settings { get; private set; } = null!;

    public string Issuer { get; private set; } = "";

    public void Use(ProviderSettings settings)
    {
        Settings = settings;
        (ClientId, ClientSecret, UsePkce) = (settings.ClientId, settings.ClientSecret, true);
        AuthorizationEndpoint = settings.AuthorizationEndpoint ?? Unknown;
        TokenEndpoint = settings.TokenEndpoint ?? Unknown;
        UserInformationEndpoint = settings.UserInfoEndpoint ?? "";
        Issuer = settings.Issuer ?? "";
        foreach (var scope in settings.Scopes) Scope.Add(scope);
        if (settings.Authority is not { } authority) return;
        var address = $"{authority.TrimEnd('/')}/.well-known/openid-configuration";
        discovery = new(address, new OpenIdConnectConfigurationRetriever(), Retriever(address));
    }

    /// <summary>Asks the provider for its endpoints where they are not known; it keeps them for a day.</summary>
    public async Task Discover(CancellationToken ct)
    {
        if (discovery is null) return;
        var found = await discovery.GetConfigurationAsync(ct);
        (AuthorizationEndpoint, TokenEndpoint, Issuer) = (found.AuthorizationEndpoint, found.TokenEndpoint, found.Issuer);
        if (UserInformationEndpoint.Length == 0) UserInformationEndpoint = found.UserInfoEndpoint ?? "";
    }

    /// <param name="anew">Where a token was signed by a key that is not among them: the provider may have changed its keys.</param>
    public async Task<IReadOnlyList<SecurityKey>> Keys(bool anew, CancellationToken ct)
    {
        if (discovery is not null)
        {
            if (anew) discovery.RequestRefresh();
            return [.. (await discovery.GetConfigurationAsync(ct)).SigningKeys];
        }
        if (namedKeys is null || anew)
        {
            var document = await Retriever(Settings.JwksUri!).GetDocumentAsync(Settings.JwksUri!, ct);
            namedKeys = [.. new JsonWebKeySet(document).GetSigningKeys()];
        }
        return namedKeys;
    }

    static HttpDocumentRetriever Retriever(string address) => new() { RequireHttps = !new Uri(address).IsLoopback };
}
