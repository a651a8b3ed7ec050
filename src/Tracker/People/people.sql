create table units (
    id uuid primary key,
    name text not null,
    short_name text not null,
    parent_id uuid,
    sort_order int not null default 0
);

create table people (
    id uuid primary key,
    name text not null,
    unit_id uuid,
    post text,
    phone text,
    roles text[] not null default '{Reader}',
    left_on timestamptz
);
create index people_by_unit on people (unit_id) where left_on is null;

-- Secrets are rows, never events: an event can't be forgotten.
create table credentials (
    person_id uuid primary key,
    login text not null,
    password_hash text not null,
    failures int not null default 0,
    locked_until timestamptz
);
create unique index credentials_by_login on credentials (lower(login));

-- One-time links: the first administrator's, and later an invitation's. Only the hash of the token is kept.
create table one_time_links (
    token_hash text primary key,
    purpose text not null,
    expires_at timestamptz not null
);

create table used_links (
    token_hash text primary key references one_time_links,
    used_at timestamptz not null
);

create table installation (
    name text primary key,
    value text not null
);
