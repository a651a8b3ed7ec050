using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Tracker.EventStore;
using Tracker.People;
using Tracker.SignIn;

namespace Tracker.Web.SignIn;

/// <summary>接口令牌: a person's own key for scripts, with less than the person's rights and an end.</summary>
public sealed class ApiTokens(DocumentStore store, InstallationClock clock)
{
    public const string Prefix = "trk_";

    const int PrefixShown = 10;

    /// <param name="expiresOn">Its last day, in the installation's zone.</param>
    /// <returns>The token: shown once, kept nowhere.</returns>
    public async Task<string> Make(string? name, DateOnly? expiresOn, IReadOnlyList<TokenScope> scopes, Actor actor, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(name)) throw new RefusalException("token-name-missing", "请填写令牌名称，例如用在哪个程序里。");
        PlainText.Need(name);
        var latest = clock.Today.AddDays(TokenScopes.LongestDays);
        if (expiresOn is not { } last || last < clock.Today || last > latest)
            throw new RefusalException("token-expiry", $"请填写到期日期，最晚不超过 {latest.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}。");

        var token = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var end = last.AddDays(1).ToDateTime(TimeOnly.MinValue);
        var row = new ApiTokenRow(Guid.CreateVersion7(clock.Now), actor.Id, actor.Name, name.Trim(), token[..PrefixShown], TokenScopes.Rights(scopes, actor),
            clock.Now.ToUniversalTime(), new DateTimeOffset(end, clock.Zone.GetUtcOffset(end)).ToUniversalTime(), null, null);
        await using var connection = await store.OpenConnectionAsync(ct);
        await ApiTokensTable.Add(connection, row, OneTimeLink.HashOf(token), ct);
        return token;
    }

    /// <summary>One's own.</summary>
    public async Task Revoke(Guid token, Actor actor, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        await ApiTokensTable.Revoke(connection, token, actor.Id, clock.Now.ToUniversalTime(), ct);
    }

    /// <summary>That of somebody whom the actor manages.</summary>
    public async Task RevokeOfAnother(Guid token, Actor actor, CancellationToken ct)
    {
        actor.Need(Right.ManagePeople);
        await using var connection = await store.OpenConnectionAsync(ct);
        if (await ApiTokensTable.Holder(connection, token, ct) is not { } holder) throw new NotFoundException("没有找到这个令牌。");
        Managing.NeedPerson(actor, holder, (await PeopleQuery.Posts(connection, holder, ct)).Select(row => row.Post));
        await ApiTokensTable.Revoke(connection, token, holder, clock.Now.ToUniversalTime(), ct);
    }

    /// <summary>Whoever holds this token, with the rights left to it as they are now; null where it is good no longer.</summary>
    public async Task<Actor?> Holder(string token, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        var now = clock.Now.ToUniversalTime();
        if (await ApiTokensTable.Find(connection, OneTimeLink.HashOf(token), now, ct) is not { } row
            || await PeopleQuery.Actor(connection, row.PersonId, ct) is not { } actor) return null;
        await ApiTokensTable.Used(connection, row.Id, now, ct);
        return actor with { Limit = new(row.Rights) };
    }
}
