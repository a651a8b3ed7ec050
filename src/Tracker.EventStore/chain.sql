-- The chain of a stream. Each event carries its link, in hexadecimal digits, as headers ->> 'chain':
--   digest = SHA-256 over what a reader sees of the event,
--   link   = SHA-256 over the 32 bytes of the link before (nothing before the first) and the 32 bytes of the digest.
-- The digest is over the UTF-8 text of the JSON array that PostgreSQL prints of
--   stream_id, version, id, seconds since 1970 with six decimals, tenant, type, dotnet_type, correlation, causation,
--   author, data.
-- Most digests and links are made by the client (Chain.cs), who needs none of this; the server has the last word.
-- The number (seq_id) is drawn after that, so it is no part of it: seals tie the numbers to the links.
create or replace function {schema}.tracker_digest(
  stream uuid, version bigint, id uuid, at timestamptz, tenant varchar, type varchar,
  dotnet_type varchar, correlation varchar, causation varchar, author varchar, data jsonb) returns bytea
language sql stable parallel safe as $$
  select sha256(convert_to(jsonb_build_array(
    stream, version, id, extract(epoch from at), tenant, type, dotnet_type, correlation, causation, author, data)::text, 'UTF8'))
$$;

create or replace function {schema}.tracker_link(previous text, digest bytea) returns text
language sql immutable parallel safe as $$
  select encode(sha256(decode(previous, 'hex') || digest), 'hex')
$$;

create or replace function {schema}.tracker_chain(
  previous text, stream uuid, version bigint, id uuid, at timestamptz, tenant varchar, type varchar,
  dotnet_type varchar, correlation varchar, causation varchar, author varchar, data jsonb) returns text
language sql stable parallel safe as $$
  select {schema}.tracker_link(previous, {schema}.tracker_digest(
    stream, version, id, at, tenant, type, dotnet_type, correlation, causation, author, data))
$$;

-- The same over the events of a new stream in their order, as a window function.
create or replace aggregate {schema}.tracker_chain_over(bytea) (sfunc = {schema}.tracker_link, stype = text, initcond = '');

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
    previous := {schema}.tracker_chain(previous, e.stream_id, e.version, e.id, e.timestamp, e.tenant_id, e.type,
      e.mt_dotnet_type, e.correlation_id, e.causation_id, e.user_name, e.data);
  end loop;
  return previous;
end $$;
