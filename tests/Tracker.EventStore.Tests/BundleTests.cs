namespace Tracker.EventStore.Tests;

/// <summary>A store with a key, a bundle of it, and what verifying the bundle says.</summary>
public abstract class BundleTests(PostgresFixture postgres) : StoreTests(postgres)
{
    private protected SealKey Key { get; } = new();

    protected Task<IReadOnlyList<Seal>> SealAsync() => Store.SealAsync(Key.Key, SealKey.Options, ct: Ct);

    protected async Task<MemoryStream> ExportAsync()
    {
        var bundle = new MemoryStream();
        await Store.ExportAsync(bundle, ct: Ct);
        bundle.Position = 0;
        return bundle;
    }

    /// <summary>Verifies a fresh bundle with the public key that was kept elsewhere.</summary>
    protected async Task<VerificationReport> VerifyAsync(params (long? Seal, string Root)[] roots) =>
        BundleVerification.Run(await ExportAsync(), new([Key.PublicKey], roots));

    /// <summary>Changes seals behind the store's back, as only the owner of the tables can.</summary>
    protected Task TamperSealsAsync(string sql) =>
        ExecuteAsync($"alter table tracker_seals disable trigger user; {sql}; alter table tracker_seals enable trigger user");

    /// <summary>What an administrator with all rights in SQL does to hide a change: new links for a whole stream.</summary>
    protected Task RelinkAsync(Guid stream) => TamperAsync(
        $"""
        do $$ declare e record; link text := ''; begin
          for e in select * from mt_events where stream_id = '{stream}' order by version loop
            link := tracker_chain(link, e.stream_id, e.version, e.id, e.timestamp, e.tenant_id, e.type, e.mt_dotnet_type,
              e.correlation_id, e.causation_id, e.user_name, e.data);
            update mt_events set headers = jsonb_build_object('chain', link) where seq_id = e.seq_id;
          end loop;
        end $$
        """);

    protected async Task BookAsync(Guid id, long amount)
    {
        await using var session = Store.OpenSession("li");
        session.Append(id, new AmountBooked(amount));
        await session.SaveChangesAsync(Ct);
    }

    protected async Task<long> SequenceAsync(Guid id, long version) =>
        (await EventsAsync(id)).Single(e => e.Version == version).Sequence;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Key.Dispose();
        GC.SuppressFinalize(this);
    }
}
