create table reports (
    id uuid primary key,
    organization text not null,
    genre text not null,
    year int not null,
    published date,
    file_name text not null,
    file_sha256 text not null,
    revision int not null,
    found int not null,
    confirmed int not null,
    imported_at timestamptz not null,
    imported_by text not null,
    unique (organization, genre, year)
);
create index reports_newest on reports (imported_at desc);
