-- What the pages sign cookies with: in the database, so that a restart or a second node signs nobody out.
create table protection_keys (
    name text primary key,
    xml text not null
);
