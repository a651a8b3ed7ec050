-- Appends to one stream. expected: the version before these events; null = any; -1 = the stream must not exist yet.
-- The stream's row is taken first, and every number is drawn under that lock: writers of one stream queue up, writers
-- of different streams never meet, and within a stream the order of numbers is the order of versions.
create or replace function {schema}.tracker_append(
  stream uuid, stream_type varchar, expected bigint, at timestamptz,
  ids uuid[], types varchar[], dotnet_types varchar[], bodies jsonb[],
  correlation varchar, causation varchar, author varchar) returns void
language plpgsql as $$
declare
  added    bigint := cardinality(ids);
  before   bigint;
  archived bool;
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

  -- First of all: a repeated command must learn that it is done, not that its version is old.
  if before is not null and causation is not null
     and exists (select from {schema}.mt_events e where e.stream_id = stream and e.causation_id = causation) then
    raise exception 'Stream % already carries an event caused by %.', stream, causation using errcode = 'TR002';
  end if;
  if expected = -1 and before is not null then
    raise exception 'Stream % exists already.', stream using errcode = 'TR001';
  end if;
  if archived then
    raise exception 'Stream % is archived.', stream using errcode = 'MT001';
  end if;
  if expected >= 0 and expected <> coalesce(before, 0) then
    raise exception 'Stream % is at version %, not %.', stream, coalesce(before, 0), expected
      using errcode = 'MT003', hint = coalesce(before, 0)::text;
  end if;

  insert into {schema}.mt_events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type,
                                  correlation_id, causation_id, user_name)
    select nextval('{schema}.mt_events_sequence'), e.id, stream, coalesce(before, 0) + e.nth, e.body, e.type, at, e.dotnet_type,
           correlation, causation, author
    from (select * from unnest(ids, types, dotnet_types, bodies) with ordinality as u (id, type, dotnet_type, body, nth)
          order by nth) e;
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
