-- Why an append would be refused, and the version that the stream is at; no code where nothing speaks against it.
-- expected: the version before the events; null = any; -1 = the stream must not exist yet.
create or replace function {schema}.tracker_refusal(
  stream uuid, expected bigint, causation varchar, out code text, out at_version bigint)
language plpgsql volatile as $$
declare
  archived bool;
begin
  select coalesce(s.version, 0), coalesce(s.is_archived, false) into at_version, archived
    from {schema}.mt_streams s where s.id = stream;
  code := case
    -- First of all: a repeated command must learn that it is done, not that its version is old.
    when causation is not null
         and exists (select from {schema}.mt_events e where e.stream_id = stream and e.causation_id = causation) then 'TR002'
    when expected = -1 and at_version is not null then 'TR001'
    when archived then 'MT001'
    when expected >= 0 and expected <> coalesce(at_version, 0) then 'MT003'
  end;
  at_version := coalesce(at_version, 0);
end $$;

-- Appends to one stream, whatever is asked; append-one.sql is the short way for one event at a known version.
-- The stream's row is taken first, and every number is drawn under that lock: writers of one stream queue up, writers
-- of different streams never meet, and within a stream the order of numbers is the order of versions.
create or replace function {schema}.tracker_append(
  stream uuid, stream_type varchar, expected bigint, at timestamptz,
  ids uuid[], types varchar[], dotnet_types varchar[], bodies jsonb[],
  correlation varchar, causation varchar, author varchar) returns void
language plpgsql as $$
declare
  -- Copies: an element of a plpgsql variable is reached at once, one of an argument by walking there.
  event_types varchar[] := types;
  dotnet      varchar[] := dotnet_types;
  data        jsonb[]   := bodies;
  added    bigint := cardinality(ids);
  before   bigint;
  archived bool;
  known    bool;
  number   bigint;
  chain    text := '';
begin
  loop
    update {schema}.mt_streams set version = coalesce(version, 0) + added, timestamp = at
      where id = stream
      returning version - added, coalesce(is_archived, false) into before, archived;
    exit when found;

    insert into {schema}.mt_streams (id, type, version, timestamp, created)
      values (stream, stream_type, added, at, at) on conflict (id) do nothing;
    if found then
      before := null;
      exit;
    end if;
    -- Another writer made the stream and has committed by now: go round and take its row.
  end loop;

  if before is not null then
    known := causation is not null
      and exists (select from {schema}.mt_events e where e.stream_id = stream and e.causation_id = causation);
    if known or expected = -1 or archived or (expected >= 0 and expected <> before) then
      raise exception 'Stream % is not as expected.', stream
        using errcode = case when known then 'TR002' when expected = -1 then 'TR001' when archived then 'MT001' else 'MT003' end,
              hint = stream || ' ' || before;
    end if;
    if before > 0 then
      chain := {schema}.tracker_chain_of(stream, before);
    end if;
  elsif expected > 0 then
    raise exception 'Stream % does not exist.', stream using errcode = 'MT003', hint = stream || ' 0';
  end if;

  for version in coalesce(before, 0) + 1 .. coalesce(before, 0) + added loop
    number := nextval('{schema}.mt_events_sequence');
    chain := {schema}.tracker_chain(chain, stream, version, ids[version - coalesce(before, 0)], at, '*DEFAULT*',
      event_types[version - coalesce(before, 0)], dotnet[version - coalesce(before, 0)], correlation, causation, author,
      data[version - coalesce(before, 0)]);
    insert into {schema}.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
                                    correlation_id, causation_id, user_name, headers)
      values (number, ids[version - coalesce(before, 0)], stream, version, data[version - coalesce(before, 0)],
              event_types[version - coalesce(before, 0)], at, '*DEFAULT*', dotnet[version - coalesce(before, 0)],
              correlation, causation, author, jsonb_build_object('chain', chain));
  end loop;
end $$;

-- Moves a projection's checkpoint, and refuses when somebody else (a rebuild, another owner) has moved it meanwhile.
-- Called first in its transaction: the row's lock keeps two writers of one projection's tables apart.
create or replace function {schema}.tracker_advance(projection varchar, from_seq bigint, to_seq bigint) returns void
language plpgsql as $$
begin
  update {schema}.mt_event_progression set last_seq_id = to_seq, last_updated = clock_timestamp()
    where name = projection and last_seq_id = from_seq;
  if not found then
    raise exception 'The checkpoint of % is no longer at %.', projection, from_seq using errcode = 'TR003';
  end if;
end $$;
