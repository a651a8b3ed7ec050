-- The chain of a stream: SHA-256, in hexadecimal digits, over the chain of the event before (empty before the first)
-- and over what a reader sees of this one. It travels as headers ->> 'chain'. The text that is hashed is, in UTF-8:
--   previous \n seq_id \n stream_id \n version \n id \n seconds since 1970 with six decimals \n
--   tenant, type, dotnet_type, correlation, causation, author: each as <bytes>:<text>\n, or -\n where there is none;
--   data as PostgreSQL writes jsonb.
create or replace function {schema}.tracker_chain_field(value varchar) returns text
language sql immutable parallel safe as $$
  select coalesce(octet_length(value)::text || ':' || value, '-') || E'\n'
$$;

create or replace function {schema}.tracker_link(previous text, content text) returns text
language sql stable parallel safe as $$
  select encode(sha256(convert_to(previous || E'\n' || content, 'UTF8')), 'hex')
$$;

create or replace function {schema}.tracker_content(
  seq_id bigint, stream uuid, version bigint, id uuid, at timestamptz, tenant varchar, type varchar,
  dotnet_type varchar, correlation varchar, causation varchar, author varchar, data jsonb) returns text
language sql stable parallel safe as $$
  select concat(
    seq_id, E'\n', stream, E'\n', version, E'\n', id, E'\n', extract(epoch from at), E'\n',
    {schema}.tracker_chain_field(tenant), {schema}.tracker_chain_field(type), {schema}.tracker_chain_field(dotnet_type),
    {schema}.tracker_chain_field(correlation), {schema}.tracker_chain_field(causation), {schema}.tracker_chain_field(author),
    data)
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
