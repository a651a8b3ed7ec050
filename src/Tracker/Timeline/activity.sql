-- 最近动态: what happened lately, over all commitments; written by the daemon, so it may lag by a moment.
create table activity (
    sequence bigint primary key,
    commitment_id uuid not null,
    type text not null,
    at timestamptz not null,
    by_name text not null,
    by_unit text
);
