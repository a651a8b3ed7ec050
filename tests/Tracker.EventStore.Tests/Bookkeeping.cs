namespace Tracker.EventStore.Tests;

// A small domain to store: accounts with entries.
public abstract record AccountEvent;

public sealed record AccountOpened(string Owner) : AccountEvent;

public sealed record AmountBooked(long Amount, string? Note = null) : AccountEvent;

public sealed record AccountClosed(ClosingReason Reason) : AccountEvent;

public enum ClosingReason { Asked, Empty }

public sealed record Account(Guid Id, string Owner, long Balance = 0, bool Closed = false) : IAggregate<Account, AccountEvent>
{
    public static Account Create(Guid id, AccountEvent first) => new(id, ((AccountOpened)first).Owner);

    public Account Apply(AccountEvent e) => e switch
    {
        AmountBooked booked => this with { Balance = Balance + booked.Amount },
        AccountClosed => this with { Closed = true },
        _ => this,
    };
}

/// <summary>A row per account. The version in it shows a lost, doubled or misplaced event.</summary>
public sealed class BalanceProjection(string name, string table) : IProjection
{
    public string Name => name;

    public IReadOnlyList<string> Tables => [table];

    public string TableSql => $"create table {table} (id uuid primary key, balance bigint not null, version bigint not null, changed timestamptz not null, trail text not null);";

    public void Project(StoredEvent e, IStatementBatch batch)
    {
        switch (e.Data)
        {
            case AccountOpened:
                batch.Execute($"insert into {table} values ($1, 0, $2, $3, '')", e.StreamId, e.Version, e.Timestamp);
                break;
            case AmountBooked booked:
                batch.Execute(
                    $"update {table} set balance = balance + $2, version = $3, changed = $4, trail = trail || $5 where id = $1",
                    e.StreamId, booked.Amount, e.Version, e.Timestamp, $"{e.Version} ");
                break;
        }
    }
}
