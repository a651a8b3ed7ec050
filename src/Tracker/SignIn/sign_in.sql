-- Raised with every new password: a cookie made before it is no longer good.
alter table credentials add column stamp int not null default 0;

-- 两步登录. The secret is encrypted by the application's protection keys; not asked for until its first code was typed in.
create table totp (
    person_id uuid primary key,
    secret text not null,
    confirmed_at timestamptz,
    last_step bigint not null default 0
);

create table recovery_codes (
    person_id uuid not null,
    code_hash text not null,
    used_at timestamptz,
    primary key (person_id, code_hash)
);

-- Who a provider's subject is here: linked by this pair alone, never by a name.
create table external_logins (
    issuer text not null,
    subject text not null,
    person_id uuid not null,
    unit_claimed text,
    linked_at timestamptz not null,
    primary key (issuer, subject)
);
create index external_logins_by_person on external_logins (person_id);

create table api_tokens (
    id uuid primary key,
    person_id uuid not null,
    name text not null,
    prefix text not null,
    token_hash text not null,
    rights text[] not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz
);
create unique index api_tokens_by_hash on api_tokens (token_hash);
create index api_tokens_by_person on api_tokens (person_id, created_at desc);

-- 免登录回复: what a link opens; whether it is still open is decided by the commitment itself.
create table reply_links (
    token_hash text primary key,
    link_id uuid not null,
    commitment_id uuid not null
);

-- 查阅记录, where the setting asks for it.
create table reads (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    day date not null,
    person_id uuid not null,
    person_name text not null,
    kind text not null,
    path text not null,
    address text
);
create index reads_by_day on reads (day, id);
create index reads_by_person on reads (person_id, day, id);
