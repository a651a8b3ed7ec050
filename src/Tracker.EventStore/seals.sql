-- Events are written once. Only is_archived may change afterwards, which is how Marten archives a stream; deleting a
-- stream that has events fails at its events. The tables' owner can switch this off: that is what the seals are for.
-- "*=" compares bytes: to "=", 1 and 1.0 are the same in jsonb.
create or replace function {schema}.tracker_refuse_event_change() returns trigger
language plpgsql as $$
declare
  kept {schema}.mt_events;
begin
  if tg_op = 'UPDATE' then
    kept := new;
    kept.is_archived := old.is_archived;
    if kept *= old then
      return new;
    end if;
  end if;
  raise exception 'Events are never changed or removed (% on %.%).', tg_op, tg_table_schema, tg_table_name
    using errcode = 'TR004', hint = 'Append an event that corrects it.';
end $$;

create or replace function {schema}.tracker_refuse_seal_change() returns trigger
language plpgsql as $$
begin
  raise exception 'Seals are never changed or removed (% on %.%).', tg_op, tg_table_schema, tg_table_name using errcode = 'TR004';
end $$;

create or replace trigger tracker_events_stay before update or delete on {schema}.mt_events
  for each row execute function {schema}.tracker_refuse_event_change();
create or replace trigger tracker_events_are_not_emptied before truncate on {schema}.mt_events
  for each statement execute function {schema}.tracker_refuse_event_change();

-- One digest over all streams, signed outside the database. leaves: 65 bytes an event, in the order of seq_id, as
-- SealLeaf writes them; root: SHA-256 over the root before (32 zero bytes before the first) and the leaves.
create table if not exists {schema}.tracker_seals (
  number         bigint not null primary key,
  from_seq       bigint not null,
  to_seq         bigint not null,
  events         bigint not null,
  streams        bigint not null,
  foreign_events bigint not null,
  broken_events  bigint not null,
  first_broken   bigint null,
  leaves         bytea not null,
  root           text not null,
  previous_root  text not null,
  sealed_at      timestamptz not null,
  zone           text not null,
  installation   text not null,
  statement      text not null,
  signature      text not null,
  key_id         text not null,
  public_key     text not null
);
-- Hashes don't get smaller.
alter table {schema}.tracker_seals alter column leaves set storage external;

create or replace trigger tracker_seals_stay before update or delete on {schema}.tracker_seals
  for each row execute function {schema}.tracker_refuse_seal_change();
create or replace trigger tracker_seals_are_not_emptied before truncate on {schema}.tracker_seals
  for each statement execute function {schema}.tracker_refuse_seal_change();

-- A session that plays a replica's part (session_replication_role) is refused as well.
alter table {schema}.mt_events
  enable always trigger tracker_events_stay,
  enable always trigger tracker_events_are_not_emptied;
alter table {schema}.tracker_seals
  enable always trigger tracker_seals_stay,
  enable always trigger tracker_seals_are_not_emptied;
