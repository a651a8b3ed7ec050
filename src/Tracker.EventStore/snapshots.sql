-- The states of long streams, so that deciding reads only what came after.
create table if not exists {schema}.tracker_snapshots (
  stream_id   uuid not null primary key references {schema}.mt_streams (id) on delete cascade,
  version     bigint not null,
  fingerprint varchar not null,
  data        jsonb not null
);
