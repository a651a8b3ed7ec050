-- 结转 and 问题再现: where a commitment went, whose text it quotes, which later reports name its problem again.
alter table ledger add column carried_to uuid, add column text_report uuid;
alter table year_links add column parts jsonb not null default '[]';
create table recurrences (
    commitment_id uuid not null,
    report_id uuid not null,
    year int not null,
    passages jsonb not null,
    same boolean,
    note text,
    decided_by text,
    decided_at timestamptz,
    primary key (commitment_id, report_id)
);
create index recurrences_by_report on recurrences (report_id);
