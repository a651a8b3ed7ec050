-- One event each at the known versions of many streams: append-one.sql for all who share a transaction. The streams come
-- sorted, so that transactions take their rows in one order. Arrays: $1 streams, $2 versions before, $3 times, $4 event
-- ids, $5 types, $6 dotnet types, $7 bodies, $8 correlations, $9 causations, $10 authors, $11 known.
with moved as (
  update {schema}.mt_streams s set version = s.version + 1, timestamp = w.at
  from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       as w (stream, before, at, id, type, dotnet_type, body, correlation, causation, author, known)
  where s.id = w.stream and s.version = w.before and s.is_archived is not true
    and (w.known or w.causation is null
         or not exists (select from {schema}.mt_events e where e.stream_id = w.stream and e.causation_id = w.causation))
  returning w.*),
numbered as materialized (
  select m.*, nextval('{schema}.mt_events_sequence') as seq,
         coalesce((select e.headers ->> 'chain' from {schema}.mt_events e where e.stream_id = m.stream and e.version = m.before),
                  {schema}.tracker_chain_of(m.stream, m.before)) as previous
  from moved m),
stored as (
  insert into {schema}.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
                                  correlation_id, causation_id, user_name, headers)
  select n.seq, n.id, n.stream, n.before + 1, n.body, n.type, n.at, '*DEFAULT*', n.dotnet_type,
         n.correlation, n.causation, n.author,
         ('{"chain": "' || {schema}.tracker_chain(
           n.previous, n.seq, n.stream, n.before + 1, n.id, n.at, '*DEFAULT*', n.type, n.dotnet_type,
           n.correlation, n.causation, n.author, n.body) || '"}')::jsonb
  from numbered n
  returning seq_id)
select case when count(*) <> cardinality($1) then {schema}.tracker_refuse_first($1, $2, $9) end from stored
