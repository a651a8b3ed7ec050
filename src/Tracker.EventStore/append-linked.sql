-- One event behind one that the caller has read, and after which he knows that his command was not done yet: append-one.sql
-- without what he knows. That is how most events are stored. $1 to $10 as there, $11 the headers with the link.
with moved as (
  update {schema}.mt_streams s set version = s.version + 1, timestamp = $3
  where s.id = $1 and s.version = $2 and s.is_archived is not true
  returning nextval('{schema}.mt_events_sequence') as seq)
insert into {schema}.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
                                correlation_id, causation_id, user_name, headers)
values ((select seq from moved), $4, $1, $2 + 1, $7, $5, $3, '*DEFAULT*', $6, $8, $9, $10, $11)
