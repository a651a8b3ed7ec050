-- One row a seal and mail: what keeps it from being forgotten, or sent twice.
create table seal_mails (
    seal bigint primary key,
    recipient text not null,
    state text not null,
    attempts int not null default 0,
    planned_at timestamptz not null,
    tried_at timestamptz,
    sent_at timestamptz,
    error text
);
create index seal_mails_waiting on seal_mails (seal) where state = 'waiting';
