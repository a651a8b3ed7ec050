using Tracker.EventStore;

namespace Tracker.Tests.Store;

/// <summary>A row per event in the order it was told: what is lost, doubled or out of order stands there for ever.</summary>
sealed class JournalProjection : IProjection
{
    public const string TableSql = "create table journal (nth bigserial primary key, seq bigint not null);";

    public string Name => "Journal";

    public IReadOnlyList<string> Tables => ["journal"];

    public void Project(StoredEvent e, IStatementBatch batch) => batch.Execute("insert into journal (seq) values ($1)", e.Sequence);
}
