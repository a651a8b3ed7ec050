using Microsoft.AspNetCore.Identity;
using Tracker.EventStore;
using Tracker.People;

namespace Tracker.Web.SignIn;

/// <summary>A one-time link that still holds.</summary>
/// <param name="Person">Whom it invites; null for the first administrator, who makes himself.</param>
public sealed record OpenLink(Guid? Person, string? PersonName, string? Login);

/// <summary>Accounts by one-time link: the first administrator's, and those of invited people.</summary>
public sealed class Accounts(DocumentStore store, IPasswordHasher<object> hasher, TimeProvider time)
{
    public async Task<OpenLink?> FindLink(string token, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        var purpose = await CredentialsTable.PurposeOf(connection, OneTimeLink.HashOf(token), time.GetUtcNow(), ct);
        if (purpose == OneTimeLink.FirstAdministrator)
            return await CredentialsTable.HasAdministrator(connection, ct) ? null : new(null, null, null);
        if (OneTimeLink.PersonInvited(purpose) is not { } person) return null;
        var row = await PeopleQuery.Person(connection, person, ct);
        return row is null ? null : new(row.Id, row.Name, row.Login);
    }

    /// <summary>Opens the account and uses up the link, both or neither.</summary>
    public async Task<Guid> Open(OpenLink link, string token, string name, string login, string password, CancellationToken ct)
    {
        PlainText.Need(name, login);
        var now = time.GetUtcNow();
        await using var session = store.OpenSession();
        var person = link.Person ?? Guid.CreateVersion7(now);
        if (link.Person is null)
            session.StartStream<Person>(person, new PersonRegistered(name, null, null, null), new RolesGranted([Role.Administrator]));
        CredentialsTable.UseLink(session.Statements, OneTimeLink.HashOf(token), now);
        await Save(session, person, link.Login ?? login, password, ct);
        return person;
    }

    /// <summary>A new person, with a link to set a password by.</summary>
    /// <param name="scope">管理范围 of the supervising roles; null for the whole installation.</param>
    /// <returns>The link's token: shown once, kept nowhere.</returns>
    public async Task<string> Invite(Guid? existing, PersonRegistered person, IReadOnlyList<Role> roles, string login, Actor actor, CancellationToken ct, Guid? scope = null)
    {
        actor.Need(Right.ManagePeople);
        PlainText.Need(person.Name, person.Post, person.Phone, login);
        var now = time.GetUtcNow();
        await using var connection = await store.OpenConnectionAsync(ct);
        var id = existing ?? Guid.CreateVersion7(now);
        var post = new Post(id, person.UnitId, person.Post, roles, scope);
        // A link opens the account: whoever may not manage somebody gets none for him.
        if (existing is null) Managing.NeedToGrant(actor, post, new(await PeopleQuery.Units(connection, ct)));
        else Managing.NeedPerson(actor, id, (await PeopleQuery.Posts(connection, id, ct)).Select(row => row.Post));
        if (existing is null)
        {
            if (await CredentialsTable.Find(connection, login, ct) is not null)
                throw new RefusalException("login-taken", "这个登录名已被使用，请换一个。");
            await using var session = store.OpenSession(actor.Id.ToString());
            session.StartStream<Person>(id, scope is null
                ? [person, new RolesGranted(roles)]
                : [person, new PostChanged(id, person.UnitId, person.Post, roles, scope, actor.By)]);
            // No password yet: nothing hashes to an empty string.
            CredentialsTable.Set(session.Statements, id, login, "");
            await session.SaveChangesAsync(ct);
        }
        var token = OneTimeLink.NewToken();
        await CredentialsTable.AddLink(connection, OneTimeLink.HashOf(token), OneTimeLink.Invitation(id), now + OneTimeLink.Lifetime, ct);
        return token;
    }

    async Task Save(DocumentSession session, Guid person, string login, string password, CancellationToken ct)
    {
        await using (var connection = await store.OpenConnectionAsync(ct))
        {
            if (await CredentialsTable.Find(connection, login, ct) is { } taken && taken.PersonId != person)
                throw new RefusalException("login-taken", "这个登录名已被使用，请换一个。");
        }
        CredentialsTable.Set(session.Statements, person, login, hasher.HashPassword(this, password));
        await session.SaveChangesAsync(ct);
    }
}
