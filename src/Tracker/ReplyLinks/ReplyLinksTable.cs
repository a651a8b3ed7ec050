using System.Data.Common;
using Tracker.EventStore;

namespace Tracker.ReplyLinks;

/// <summary>免登录回复: the hashes of the links' tokens, never the tokens.</summary>
static class ReplyLinksTable
{
    public static void Add(IStatementBatch batch, string tokenHash, Guid link, Guid commitment) =>
        batch.Execute("insert into reply_links (token_hash, link_id, commitment_id) values ($1, $2, $3)", tokenHash, link, commitment);

    public static async Task<(Guid Link, Guid Commitment)?> Find(DbConnection connection, string tokenHash, CancellationToken ct) =>
        (await connection.Command("select link_id, commitment_id from reply_links where token_hash = $1", tokenHash)
            .Rows(r => ((Guid, Guid)?)(r.GetGuid(0), r.GetGuid(1)), ct)).SingleOrDefault();
}
