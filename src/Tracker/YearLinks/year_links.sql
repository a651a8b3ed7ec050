-- 年度衔接: what the following year's report says of a commitment, suggested and decided.
create table year_links (
    commitment_id uuid not null,
    report_id uuid not null,
    year int not null,
    verdict text not null,
    reason text not null,
    recurring boolean not null,
    evidence jsonb not null,
    restated jsonb not null,
    decided text,
    note text,
    decided_by text,
    decided_at timestamptz,
    primary key (commitment_id, report_id)
);
create index year_links_by_report on year_links (report_id);
