-- Where a bulk load is put down before it becomes events: filled by COPY, emptied at each commit.
create temp table if not exists tracker_bulk (
  nth int, stream uuid, version bigint, id uuid, at timestamptz, type varchar, dotnet_type varchar, data jsonb,
  correlation varchar, causation varchar, author varchar
) on commit delete rows;

create temp table if not exists tracker_bulk_streams (
  id uuid, type varchar, version bigint, at timestamptz
) on commit delete rows;
