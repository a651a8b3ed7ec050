-- Who outside is told of what happens, and how far each has been told.
create table webhooks (
    id uuid primary key,
    url text not null unique,
    -- Stored names; none is all.
    types text[] not null,
    -- Encrypted: it signs, so it can't be kept as a hash.
    secret text not null,
    state text not null,
    checkpoint bigint not null,
    created_at timestamptz not null,
    created_by text not null
);
create table webhook_deliveries (
    id uuid primary key,
    webhook_id uuid not null references webhooks on delete cascade,
    -- Null for a test.
    sequence bigint,
    type text not null,
    commitment_id uuid,
    body text not null,
    state text not null,
    attempts int not null default 0,
    planned_at timestamptz not null,
    next_at timestamptz not null,
    tried_at timestamptz,
    status int,
    error text,
    unique (webhook_id, sequence)
);
create index webhook_deliveries_due on webhook_deliveries (webhook_id, next_at) where state = 'Waiting';
create index webhook_deliveries_by_webhook on webhook_deliveries (webhook_id, id desc);
create index webhook_deliveries_dead on webhook_deliveries (webhook_id) where state = 'Dead';
create index webhook_deliveries_done on webhook_deliveries (tried_at) where state = 'Delivered';
