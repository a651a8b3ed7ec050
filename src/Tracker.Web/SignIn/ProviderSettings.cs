namespace Tracker.Web.SignIn;

/// <summary>Tracker:SignIn:OpenIdConnect: a provider of identities (统一身份认证), by OpenID Connect or by plain OAuth.</summary>
/// <param name="Authority">Where OpenID Connect's discovery lies; null where the endpoints are named themselves.</param>
/// <param name="UserInfoEndpoint">Asked for who it is where there is no id_token, or where that says too little.</param>
/// <param name="JwksUri">Where the endpoints are named: the keys of the id_token. Without it there is none: plain OAuth.</param>
/// <param name="Issuer">Whose subjects these are; of plain OAuth the host unless it is named.</param>
/// <param name="SubjectClaim">What never changes of a person there. Within an object, its path: content.accountId.</param>
/// <param name="UnitClaim">How the provider names the unit; shown to the administrator, never believed.</param>
public sealed record ProviderSettings(
    string DisplayName, string? Authority, string? AuthorizationEndpoint, string? TokenEndpoint, string? UserInfoEndpoint, string? JwksUri, string? Issuer,
    string ClientId, string ClientSecret, IReadOnlyList<string> Scopes, string SubjectClaim, string LoginClaim, string NameClaim, string? UnitClaim)
{
    public bool IsOpenId => Authority is not null || JwksUri is not null;

    /// <exception cref="InvalidOperationException">Something without which nobody could sign in is missing.</exception>
    public static ProviderSettings? Of(IConfiguration settings)
    {
        var section = settings.GetSection("Tracker:SignIn:OpenIdConnect");
        string? Value(string name) => section[name] is { Length: > 0 } value ? value : null;
        string Need(string name) => Value(name) ?? throw new InvalidOperationException($"Tracker:SignIn:OpenIdConnect:{name} is missing.");
        if (Value("Authority") is null && Value("AuthorizationEndpoint") is null) return null;

        string? Endpoint(string name) => Value(name) is not { } address ? null
            : Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback) ? address
            : throw new InvalidOperationException($"Tracker:SignIn:OpenIdConnect:{name} must begin with https://.");
        var authority = Endpoint("Authority");
        var isOpenId = authority is not null || Value("JwksUri") is not null;
        return new(
            Value("DisplayName") ?? new Uri(authority ?? Need("AuthorizationEndpoint")).Host, authority,
            authority is null ? Endpoint("AuthorizationEndpoint") : null, authority is null ? Endpoint("TokenEndpoint") ?? Need("TokenEndpoint") : null,
            authority is null && !isOpenId ? Endpoint("UserInfoEndpoint") ?? Need("UserInfoEndpoint") : Endpoint("UserInfoEndpoint"), Endpoint("JwksUri"),
            authority is null ? isOpenId ? Need("Issuer") : Value("Issuer") ?? new Uri(Need("AuthorizationEndpoint")).Host : null,
            Need("ClientId"), Need("ClientSecret"),
            (Value("Scopes") ?? (isOpenId ? "openid profile" : "")).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries),
            Value("SubjectClaim") ?? "sub", Value("LoginClaim") ?? "preferred_username", Value("NameClaim") ?? "name", Value("UnitClaim"));
    }
}
