-- One event at a known version, as a statement and not a function: half the work for the server, which is what most
-- appends are. Everything holds as in tracker_append: the row is taken first, the number drawn after it.
-- $1 stream, $2 version before, $3 time, $4 event id, $5 type, $6 dotnet type, $7 body, $8 correlation, $9 causation,
-- $10 author. The line that ends in "unless known" is left out for a caller who has read the stream up to $2 and found no
-- event of this causation, and where there is none: to set it up costs an eighth of the statement.
with moved as (
  update {schema}.mt_streams s set version = s.version + 1, timestamp = $3
  where s.id = $1 and s.version = $2 and s.is_archived is not true
    and not exists (select from {schema}.mt_events e where e.stream_id = $1 and e.causation_id = $9) -- unless known
  returning nextval('{schema}.mt_events_sequence') as seq),
stored as (
  insert into {schema}.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
                                  correlation_id, causation_id, user_name, headers)
  select m.seq, $4, $1, $2 + 1, $7, $5, $3, '*DEFAULT*', $6, $8, $9, $10,
         jsonb_build_object('chain', {schema}.tracker_chain(
           coalesce((select e.headers ->> 'chain' from {schema}.mt_events e where e.stream_id = $1 and e.version = $2),
                    {schema}.tracker_chain_of($1, $2)),
           m.seq, $1, $2 + 1, $4, $3, '*DEFAULT*', $5, $6, $8, $9, $10, $7))
  from moved m
  returning 1)
select {schema}.tracker_refuse($1, $2, $9) where not exists (select from stored)
