-- Appends to several streams at once, for one or more units of work of a process. Per stream: expected is the version
-- before its events (null = any; -1 = the stream must not exist yet); known says that the caller has read the stream up
-- to expected and found no event of this causation; counts is how many of the events (ids, types …) are its own.
-- The streams come sorted by id, so that two callers never wait for each other in a ring. A stream's row is taken
-- first, and its numbers are drawn under that lock: writers of one stream queue up, writers of different streams never
-- meet, and within a stream the order of numbers is the order of versions.
-- All or nothing: what is refused is told in the hint, a line each of position, code and the version found.
create or replace function {schema}.tracker_append(
  streams uuid[], stream_types varchar[], expected bigint[], known bool[], counts int[], ats timestamptz[],
  correlations varchar[], causations varchar[], authors varchar[],
  ids uuid[], types varchar[], dotnet_types varchar[], bodies jsonb[]) returns void
language plpgsql as $$
declare
  -- Copies: an element of a plpgsql variable is reached at once, one of an argument by walking there.
  event_types varchar[] := types;
  dotnet      varchar[] := dotnet_types;
  data        jsonb[]   := bodies;
  nth      int := 0;
  stream   uuid;
  before   bigint;
  archived bool;
  chain    text;
  number   bigint;
  code     text;
  first    text;
  refused  text := '';
begin
  for i in 1 .. cardinality(streams) loop
    stream := streams[i];
    loop
      update {schema}.mt_streams s set version = coalesce(s.version, 0) + counts[i], timestamp = ats[i]
        where s.id = stream
        returning s.version - counts[i], coalesce(s.is_archived, false) into before, archived;
      exit when found;

      insert into {schema}.mt_streams (id, type, version, timestamp, created)
        values (stream, stream_types[i], counts[i], ats[i], ats[i]) on conflict (id) do nothing;
      if found then
        before := null;
        archived := false;
        exit;
      end if;
      -- Another writer made the stream and has committed by now: go round and take its row.
    end loop;

    code := case
      -- First of all: a repeated command must learn that it is done, not that its version is old.
      when before is not null and causations[i] is not null and not coalesce(known[i] and expected[i] = before, false)
           and exists (select from {schema}.mt_events e where e.stream_id = stream and e.causation_id = causations[i])
        then 'TR002'
      when expected[i] = -1 and before is not null then 'TR001'
      when archived then 'MT001'
      when expected[i] >= 0 and expected[i] <> coalesce(before, 0) then 'MT003'
    end;
    if code is not null then
      first := coalesce(first, code);
      refused := refused || i || ' ' || code || ' ' || coalesce(before, 0) || E'\n';
    end if;
    if first is not null then
      nth := nth + counts[i];
      continue;
    end if;

    chain := '';
    if before > 0 then
      select e.headers ->> 'chain' into chain from {schema}.mt_events e where e.stream_id = stream and e.version = before;
      if chain is null then
        chain := {schema}.tracker_chain_of(stream, before);
      end if;
    end if;
    for version in coalesce(before, 0) + 1 .. coalesce(before, 0) + counts[i] loop
      nth := nth + 1;
      number := nextval('{schema}.mt_events_sequence');
      chain := {schema}.tracker_chain(chain, number, stream, version, ids[nth], ats[i], '*DEFAULT*', event_types[nth],
        dotnet[nth], correlations[i], causations[i], authors[i], data[nth]);
      insert into {schema}.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
                                      correlation_id, causation_id, user_name, headers)
        values (number, ids[nth], stream, version, data[nth], event_types[nth], ats[i], '*DEFAULT*', dotnet[nth],
                correlations[i], causations[i], authors[i], jsonb_build_object('chain', chain));
    end loop;
  end loop;

  if first is not null then
    raise exception 'Streams were not as expected.' using errcode = first, hint = refused;
  end if;
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
