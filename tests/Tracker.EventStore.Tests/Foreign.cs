namespace Tracker.EventStore.Tests;

/// <summary>Appends as another program would, in a transaction that may stay open, or be rolled back, as it pleases.</summary>
static class Foreign
{
    public static string Append(Guid stream, long amount) =>
        $$"""
        with stream as (
          update mt_streams set version = version + 1 where id = '{{stream}}' returning version)
        insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp)
        select nextval('mt_events_sequence'), gen_random_uuid(), '{{stream}}', version, '{"Amount": {{amount}}}', 'amount_booked', now()
        from stream
        """;
}
