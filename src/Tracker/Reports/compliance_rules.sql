-- What an administrator changed of the rules that the product comes with, and added to them.
create table compliance_rules (
    code varchar primary key,
    name text not null,
    genre varchar not null,
    asks_for varchar not null,
    in_force_from date not null,
    in_force_until date,
    month int,
    day int,
    source text not null,
    changed_at timestamptz not null,
    changed_by text not null
);
