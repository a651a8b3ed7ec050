using Tracker.People;

namespace Tracker.Web.SignIn;

/// <summary>Tracker:RequireTotpFor: the roles that may not do without two-step sign-in.</summary>
public sealed record SignInSettings(IReadOnlyList<Role> RequireTotpFor)
{
    public bool Require(Actor actor) => RequireTotpFor.Any(actor.Is);

    public static SignInSettings Of(IConfiguration settings)
    {
        var section = settings.GetSection("Tracker:RequireTotpFor");
        var names = section.Get<string[]>() ?? (section.Value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new([.. names.Select(name => Enum.TryParse<Role>(name, ignoreCase: true, out var role)
            ? role : throw new InvalidOperationException($"Tracker:RequireTotpFor names an unknown role: {name}. Roles: {string.Join(", ", Enum.GetNames<Role>())}."))]);
    }
}
