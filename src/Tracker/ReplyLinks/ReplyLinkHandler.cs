using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.People;

namespace Tracker.ReplyLinks;

/// <summary>A link that is still open: what it is for, and who comes by it.</summary>
/// <param name="Contact">May report progress on this one commitment, and nothing else.</param>
public sealed record OpenReplyLink(Commitment Commitment, ReplyLinkIssued Link, Actor Contact);

/// <summary>Makes reply links and finds what they open.</summary>
public sealed class ReplyLinkHandler(DocumentStore store, CommitmentHandler commitments, TimeProvider time)
{
    /// <summary>After a contact's name wherever it is shown: nobody checked who he is.</summary>
    public const string Mark = "（免登录回复）";

    /// <param name="token">Makes the token from the link's id and its last moment.</param>
    /// <returns>The token: shown once, kept nowhere.</returns>
    public async Task<string> Issue(
        Guid commitment, string contact, Guid? unit, int days, Actor actor, Func<Guid, DateTimeOffset, string> token, Func<string, string> hash, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var link = Guid.CreateVersion7(now);
        var until = now.AddDays(Math.Clamp(days, 1, IssueReplyLink.LongestDays));
        var made = token(link, until);
        await commitments.Handle(commitment, new IssueReplyLink(link, contact, unit, until, days), actor, null, null,
            batch => ReplyLinksTable.Add(batch, hash(made), link, commitment), ct);
        return made;
    }

    /// <returns>Null where the link is unknown, expired, revoked, or its commitment or its unit is done with it.</returns>
    public async Task<OpenReplyLink?> Open(string tokenHash, CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        if (await ReplyLinksTable.Find(connection, tokenHash, ct) is not { } row) return null;
        await using var session = store.OpenSession();
        var commitment = await session.AggregateStream<Commitment, CommitmentEvent>(row.Commitment, ct: ct);
        if (commitment is null || !commitment.ReplyLinks.TryGetValue(row.Link, out var link) || link.Until <= time.GetUtcNow()) return null;

        var contact = new Actor(link.LinkId, link.Contact + Mark, link.Unit.Id, link.Unit.Name, [Role.DepartmentOfficer])
        {
            Limit = new([Right.Progress], commitment.Id, link.LinkId),
        };
        return commitment.IsWorkedOnBy(contact) ? new(commitment, link, contact) : null;
    }
}
