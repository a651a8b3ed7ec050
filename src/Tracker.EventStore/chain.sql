-- The chain of a stream: SHA-256, in hexadecimal digits, over the chain of the event before (nothing before the first)
-- and, straight behind it, over what a reader sees of this one. It travels as headers ->> 'chain'. Both are UTF-8 text;
-- the event's is the JSON array that PostgreSQL prints of
--   seq_id, stream_id, version, id, seconds since 1970 with six decimals, tenant, type, dotnet_type, correlation,
--   causation, author, data.
-- One call instead of a longer text put together by hand: each append sets the expression up anew.
create or replace function {schema}.tracker_link(previous text, content text) returns text
language sql stable parallel safe as $$
  select encode(sha256(convert_to(previous || content, 'UTF8')), 'hex')
$$;

create or replace function {schema}.tracker_content(
  seq_id bigint, stream uuid, version bigint, id uuid, at timestamptz, tenant varchar, type varchar,
  dotnet_type varchar, correlation varchar, causation varchar, author varchar, data jsonb) returns text
language sql stable parallel safe as $$
  select jsonb_build_array(
    seq_id, stream, version, id, extract(epoch from at), tenant, type, dotnet_type, correlation, causation, author, data)::text
$$;

create or replace function {schema}.tracker_chain(
  previous text, seq_id bigint, stream uuid, version bigint, id uuid, at timestamptz, tenant varchar, type varchar,
  dotnet_type varchar, correlation varchar, causation varchar, author varchar, data jsonb) returns text
language sql stable parallel safe as $$
  select {schema}.tracker_link(previous, {schema}.tracker_content(
    seq_id, stream, version, id, at, tenant, type, dotnet_type, correlation, causation, author, data))
$$;

-- The same over the events of a new stream in their order, as a window function.
create or replace aggregate {schema}.tracker_chain_over(text) (sfunc = {schema}.tracker_link, stype = text, initcond = '');

-- The chain of a stream up to a version. Another writer (a Marten) leaves none in its events: theirs is computed from
-- the last event that carries one, or from the first of all, so that the chain goes on over what he wrote.
-- Volatile: it sees what was committed while the caller's statement waited for the stream's row.
create or replace function {schema}.tracker_chain_of(stream uuid, upto bigint) returns text
language plpgsql volatile as $$
declare
  e        record;
  start    bigint;
  previous text := '';
begin
  select v.version, v.headers ->> 'chain' into start, previous from {schema}.mt_events v
    where v.stream_id = stream and v.version <= upto and v.headers ->> 'chain' is not null
    order by v.version desc limit 1;
  previous := coalesce(previous, '');
  for e in select * from {schema}.mt_events v
    where v.stream_id = stream and v.version > coalesce(start, 0) and v.version <= upto order by v.version
  loop
    previous := {schema}.tracker_chain(previous, e.seq_id, e.stream_id, e.version, e.id, e.timestamp, e.tenant_id, e.type,
      e.mt_dotnet_type, e.correlation_id, e.causation_id, e.user_name, e.data);
  end loop;
  return previous;
end $$;
