-- What was put down becomes events: a number each, in order, and the chain of each stream.
with numbered as materialized (
  select nextval('{schema}.mt_events_sequence') as seq, b.* from (select * from tracker_bulk order by nth) b),
chained as (
  select n.*, {schema}.tracker_chain_over({schema}.tracker_digest(
           n.stream, n.version, n.id, n.at, '*DEFAULT*', n.type, n.dotnet_type, n.correlation, n.causation, n.author, n.data))
           over (partition by n.stream order by n.version) as chain
  from numbered n)
insert into {schema}.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
                                correlation_id, causation_id, user_name, headers)
select c.seq, c.id, c.stream, c.version, c.data, c.type, c.at, '*DEFAULT*', c.dotnet_type,
       c.correlation, c.causation, c.author, jsonb_build_object('chain', c.chain)
from chained c order by c.seq
