-- Contents by their hash: what is uploaded twice is stored once.
create table files (
    sha256 text primary key,
    media_type text not null,
    bytes bytea not null,
    length bigint not null,
    stored_at timestamptz not null
);
