using System.Data.Common;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Tracker.EventStore;
using Tracker.People;
using Tracker.SignIn;

namespace Tracker.Web.SignIn;

/// <summary>Who somebody is here whom the provider sends: by issuer and subject alone, for a name can be anybody's.</summary>
sealed class ProviderPeople(DocumentStore store, Sessions sessions, TimeProvider time)
{
    public const string Issuer = "issuer";
    public const string Subject = "subject";
    public const string Login = "login";
    public const string Name = "name";
    public const string Unit = "unit";

    /// <summary>In the properties of a conversation: the person who wants the provider's account linked to the own one.</summary>
    public const string LinkTo = "link";

    /// <returns>Where to go next.</returns>
    public async Task<string> Arrive(HttpContext http, ClaimsPrincipal arrived, AuthenticationProperties? properties, string? returnUrl, CancellationToken ct)
    {
        string Said(string claim) => arrived.FindFirstValue(claim) ?? "";
        await using var connection = await store.OpenConnectionAsync(ct);
        var known = await ExternalLoginsTable.Find(connection, Said(Issuer), Said(Subject), ct);
        if (properties?.Items.TryGetValue(LinkTo, out var asked) == true) return await Link(http, connection, arrived, known, asked, ct);

        var isNew = known is null;
        known ??= await Register(connection, arrived, ct);
        if (await PeopleQuery.Actor(connection, known.Value, ct) is not { } actor) return ProviderProblem.Page(ProviderProblem.Left);
        return await sessions.FirstStep(http, actor, isNew ? "/account" : returnUrl, ct);
    }

    async Task<string> Link(HttpContext http, DbConnection connection, ClaimsPrincipal arrived, Guid? known, string? asked, CancellationToken ct)
    {
        // The answer comes back to the browser: it must still be the same person's.
        var cookie = await http.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (cookie.Principal?.FindFirstValue(ClaimTypes.NameIdentifier) is not { } here || here != asked) return "/sign-in";
        var person = Guid.Parse(here);
        if (known == person) return "/account";
        if (known is not null) return ProviderProblem.Page(ProviderProblem.LinkedElsewhere);
        var (issuer, subject) = (arrived.FindFirstValue(Issuer)!, arrived.FindFirstValue(Subject)!);
        if (await ExternalLoginsTable.Has(connection, person, ct)) return ProviderProblem.Page(ProviderProblem.LinkedAlready);
        return await ExternalLoginsTable.Link(connection, issuer, subject, person, UnitOf(arrived), time.GetUtcNow(), ct)
            ? "/account"
            : ProviderProblem.Page(ProviderProblem.LinkedElsewhere);
    }

    // Least rights: may read, belongs to no unit, has no password.
    async Task<Guid> Register(DbConnection connection, ClaimsPrincipal arrived, CancellationToken ct)
    {
        var (issuer, subject) = (arrived.FindFirstValue(Issuer)!, arrived.FindFirstValue(Subject)!);
        var now = time.GetUtcNow();
        var person = Guid.CreateVersion7(now);
        try
        {
            await using var session = store.OpenSession(person.ToString());
            session.StartStream<Person>(person, new PersonRegistered(Short(arrived.FindFirstValue(Name)!), null, null, null), new RolesGranted([Role.Reader]));
            ExternalLoginsTable.Add(session.Statements, issuer, subject, person, UnitOf(arrived), now);
            CredentialsTable.Set(session.Statements, person, await FreeLogin(connection, Short(arrived.FindFirstValue(Login)!), person, ct), "");
            await session.SaveChangesAsync(ct);
            return person;
        }
        catch (DbException) when (!ct.IsCancellationRequested)
        {
            // Two first sign-ins at once: the other one was quicker.
            return await ExternalLoginsTable.Find(connection, issuer, subject, ct) ?? throw new InvalidOperationException("The newcomer could not be registered.");
        }
    }

    // Another's login is never taken over, however the provider names its own people.
    static async Task<string> FreeLogin(DbConnection connection, string login, Guid person, CancellationToken ct) =>
        await CredentialsTable.Find(connection, login, ct) is null ? login : $"{login}-{person.ToString("N")[^6..]}";

    static string? UnitOf(ClaimsPrincipal arrived) => arrived.FindFirstValue(Unit) is { Length: > 0 } unit ? Short(unit) : null;

    static string Short(string text) => text.Trim() is { Length: > 50 } tooLong ? tooLong[..50] : text.Trim();
}
