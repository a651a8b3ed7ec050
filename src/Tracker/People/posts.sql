-- 任职: a person's posts. The main one has the person's id; what was stored before there were others is the main one, over the whole installation.
create table posts (
    id uuid primary key,
    person_id uuid not null,
    unit_id uuid,
    title text,
    roles text[] not null default '{Reader}',
    scope_unit uuid
);
create index posts_by_person on posts (person_id);
create index posts_by_unit on posts (unit_id);
insert into posts (id, person_id, unit_id, title, roles) select id, id, unit_id, post, roles from people where left_on is null;

-- 代理: who stands in for a post from one day to another, both included.
create table deputyships (
    id uuid primary key,
    post_id uuid not null,
    person_id uuid not null,
    deputy_id uuid not null,
    from_day date not null,
    to_day date not null
);
create index deputyships_by_deputy on deputyships (deputy_id);
create index deputyships_by_person on deputyships (person_id);

alter table units add column closed_on timestamptz;
create index units_by_parent on units (parent_id);

-- Before dispatch a commitment lies in the scope of its report's organisation.
create index ledger_unassigned on ledger (organization) where lead_unit is null;
