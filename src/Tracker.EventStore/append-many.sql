-- One event each at the known versions of many streams: append-one.sql for all who share a transaction. The streams come
-- sorted, so that transactions take their rows in one order. Arrays: $1 streams, $2 versions before, $3 times, $4 event
-- ids, $5 types, $6 dotnet types, $7 bodies, $8 correlations, $9 causations, $10 authors, $11 digests, $12 headers with the
-- link, of those whose caller has read the stream and knows that his command was not done yet.
with moved as (
  update {schema}.mt_streams s set version = s.version + 1, timestamp = w.at
  from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       as w (stream, before, at, id, type, dotnet_type, body, correlation, causation, author, digest, linked)
  where s.id = w.stream and s.version = w.before and s.is_archived is not true
    -- Not "not exists", for which the server may read all events at once: a plan made while they were few says so for long.
    and (w.linked is not null or w.causation is null
         or (select true from {schema}.mt_events e where e.stream_id = w.stream and e.causation_id = w.causation limit 1) is null)
  returning w.*, nextval('{schema}.mt_events_sequence') as seq),
stored as (
  insert into {schema}.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
                                  correlation_id, causation_id, user_name, headers)
  select m.seq, m.id, m.stream, m.before + 1, m.body, m.type, m.at, '*DEFAULT*', m.dotnet_type,
         m.correlation, m.causation, m.author,
         coalesce(m.linked, jsonb_build_object('chain', {schema}.tracker_link(
           coalesce((select e.headers ->> 'chain' from {schema}.mt_events e where e.stream_id = m.stream and e.version = m.before),
                    {schema}.tracker_chain_of(m.stream, m.before)), m.digest)))
  from moved m
  returning seq_id)
-- An error, and so nothing at all, unless all were stored: who is in the way is asked afterwards.
select 1 / (count(*) = cardinality($1))::int from stored
