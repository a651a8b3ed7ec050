-- A rebuild under way, so that one that was killed goes on. Its tables lie in a schema of their own, under their own names.
do $$ begin
  if to_regnamespace('{schema}_rebuild') is null then
    create schema {schema}_rebuild;
  end if;
end $$;

create table if not exists {schema}.tracker_rebuilds (
  projection  varchar not null primary key,
  fingerprint varchar not null,     -- of the projection's code, its tables and its skipped events
  mark        bigint not null,      -- rows folded stream by stream hold the events up to here
  last_stream uuid null,            -- the last stream whose row is in the new table
  last_seq_id bigint null,          -- all events up to here are in the new tables; null while it loads stream by stream
  events      bigint not null,      -- replayed so far
  total       bigint not null,      -- there when it began
  started_at  timestamptz not null
);
