-- Marten's event tables (default settings, metadata columns on). "if not exists": the database may be a Marten's own.
create table if not exists {schema}.mt_streams (
  id          uuid not null,
  type        varchar null,
  version     bigint null,
  timestamp   timestamptz not null default now(),
  created     timestamptz not null default now(),
  tenant_id   varchar null default '*DEFAULT*',
  is_archived bool null default false,
  constraint pkey_mt_streams_id primary key (id)
);

-- No default for timestamp: Marten's is a literal frozen when the table was made, and would hide a forgotten value.
create table if not exists {schema}.mt_events (
  seq_id         bigint not null,
  id             uuid not null,
  stream_id      uuid null,
  version        bigint not null,
  data           jsonb not null,
  bdata          bytea null,
  type           varchar(500) not null,
  timestamp      timestamptz not null,
  tenant_id      varchar null default '*DEFAULT*',
  mt_dotnet_type varchar null,
  correlation_id varchar null,
  causation_id   varchar null,
  headers        jsonb null,
  user_name      varchar null,
  is_archived    bool null default false,
  constraint pkey_mt_events_seq_id primary key (seq_id),
  constraint fkey_mt_events_stream_id foreign key (stream_id) references {schema}.mt_streams (id) on delete cascade
);

-- A Marten whose metadata is switched off lacks these.
alter table {schema}.mt_events
  add column if not exists correlation_id varchar null,
  add column if not exists causation_id varchar null,
  add column if not exists headers jsonb null,
  add column if not exists user_name varchar null;

create unique index if not exists pk_mt_events_stream_and_version on {schema}.mt_events (stream_id, version);

create sequence if not exists {schema}.mt_events_sequence;
alter sequence {schema}.mt_events_sequence owned by {schema}.mt_events.seq_id;

create table if not exists {schema}.mt_event_progression (
  name         varchar not null,
  last_seq_id  bigint null,
  last_updated timestamptz null default transaction_timestamp(),
  constraint pk_mt_event_progression primary key (name)
);

create table if not exists {schema}.mt_high_water_skips (
  ending_sequence   bigint not null,
  starting_sequence bigint not null,
  timestamp         timestamptz null,
  constraint pkey_mt_high_water_skips_ending_sequence primary key (ending_sequence)
);

-- Ours: a projection that stopped at an event, and the events somebody decided to pass over.
create table if not exists {schema}.tracker_projection_pauses (
  projection varchar not null primary key,
  seq_id     bigint not null,
  stream_id  uuid not null,
  version    bigint not null,
  event_type varchar not null,
  error      text not null,
  attempts   int not null,
  paused_at  timestamptz not null
);

create table if not exists {schema}.tracker_projection_skips (
  projection varchar not null,
  seq_id     bigint not null,
  error      text not null,
  skipped_at timestamptz not null,
  primary key (projection, seq_id)
);
