namespace Tracker.EventStore.Tests;

/// <summary>A card per account: every kind of change that a row projection knows.</summary>
public sealed class CardProjection(string name, string table) : RowProjection(name, table, "id")
{
    public string TableSql =>
        $$"""
        create table {{Tables[0]}} (
          id uuid primary key, owner text not null, balance bigint not null default 0, entries int not null default 0,
          first_amount bigint, largest bigint, note text, tags text[] not null default '{new}', details jsonb not null default '{}',
          state varchar(20) not null default 'open', changed timestamptz not null, version smallint not null,
          doubled bigint generated always as (balance * 2) stored, constraint {{Tables[0]}}_counted check (entries >= 0));
        create index {{Tables[0]}}_by_balance on {{Tables[0]}} (balance desc, id) where state = 'open';
        create unique index {{Tables[0]}}_once on {{Tables[0]}} (lower(owner), id);
        """;

    protected override void Project(in RowEvent e, RowChange row)
    {
        switch (e.Data)
        {
            case AccountOpened opened:
                row.Insert().Set("owner", opened.Owner).SetJson("details", $$"""{"by":"{{e.UserName}}"}""");
                break;
            case AmountBooked booked:
                row.Add("balance", booked.Amount).Add("entries", 1).SetOnce("first_amount", booked.Amount).SetUnlessNull("note", booked.Note)
                    .Add("largest", 1).SetByNull("state", "note", "silent", "noted").Set("tags", new[] { "used", booked.Note ?? "-" });
                break;
            case AccountClosed { Reason: ClosingReason.Asked }:
                row.Clear("tags", "note", "state").Set("largest", (long?)null);
                break;
            case AccountClosed:
                row.Delete();
                return;
        }
        row.Set("changed", e.Timestamp).Set("version", (int)e.Version);
    }
}

/// <summary>Statements as a projection gives them.</summary>
public sealed class WrittenStatements : IStatementBatch
{
    public List<string> Texts { get; } = [];

    public void Execute(string sql, params object?[] parameters) => Texts.Add(sql);
}
