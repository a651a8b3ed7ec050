-- One event at a known version, as a statement and not a function: half the work for the server. Everything holds as in
-- tracker_append: the row is taken first, the number drawn after it.
-- $1 stream, $2 version before, $3 time, $4 event id, $5 type, $6 dotnet type, $7 body, $8 correlation, $9 causation,
-- $10 author, $11 digest. There is no number, which the column refuses, unless everything is as it was expected: why it
-- isn't, or whether the event before only carries no link, is asked afterwards.
with moved as (
  update {schema}.mt_streams s set version = s.version + 1, timestamp = $3
  where s.id = $1 and s.version = $2 and s.is_archived is not true
  returning nextval('{schema}.mt_events_sequence') as seq)
insert into {schema}.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
                                correlation_id, causation_id, user_name, headers)
select case when e.chain is not null
                 and not exists (select from {schema}.mt_events e where e.stream_id = $1 and e.causation_id = $9)
            then (select seq from moved) end,
       $4, $1, $2 + 1, $7, $5, $3, '*DEFAULT*', $6, $8, $9, $10,
       jsonb_build_object('chain', encode(sha256(decode(e.chain, 'hex') || $11), 'hex'))
from (values (1)) one
     left join lateral (select e.headers ->> 'chain' as chain from {schema}.mt_events e where e.stream_id = $1 and e.version = $2) e on true
