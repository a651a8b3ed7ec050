-- Functions of an earlier chain, which took an event's number in.
drop aggregate if exists {schema}.tracker_chain_over(text);
drop function if exists {schema}.tracker_link(text, text);
drop function if exists {schema}.tracker_chain(
  text, bigint, uuid, bigint, uuid, timestamptz, varchar, varchar, varchar, varchar, varchar, varchar, jsonb);
drop function if exists {schema}.tracker_content(
  bigint, uuid, bigint, uuid, timestamptz, varchar, varchar, varchar, varchar, varchar, varchar, jsonb);
-- And of an earlier way to refuse an append.
drop function if exists {schema}.tracker_refuse_first(uuid[], bigint[], varchar[]);
drop function if exists {schema}.tracker_refuse(uuid, bigint, varchar);
