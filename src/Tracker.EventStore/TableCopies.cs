using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Tracker.EventStore;

/// <summary>Empty copies of a projection's tables in another schema, made like the originals step by step.</summary>
/// <param name="connection">All happens on it.</param>
/// <param name="schema">Where the originals are.</param>
/// <param name="target">Where the copies go; pg_temp for rows of one session.</param>
/// <param name="tables">Their names, the same in both.</param>
sealed class TableCopies(NpgsqlConnection connection, string schema, string target, IReadOnlyList<string> tables)
{
    /// <summary>Makes them with columns, defaults and storage, without indexes and constraints: rows are loaded faster so.</summary>
    public async Task MakeAsync(CancellationToken ct)
    {
        foreach (var table in tables)
        {
            await connection.ExecuteAsync($"drop table if exists {target}.{table}", ct);
            await connection.ExecuteAsync(
                $"create table {target}.{table} (like {schema}.{table} including all excluding indexes excluding constraints excluding identity)", ct);
        }
    }

    /// <summary>Whether all of them are there.</summary>
    public async Task<bool> ExistAsync(CancellationToken ct)
    {
        await using var command = connection.Command(
            "select coalesce(bool_and(to_regclass(format('%I.%I', $1, t)) is not null), true) from unnest($2) t", target, tables.ToArray());
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Adds the originals' constraints, indexes, rights and settings, under the same names.</summary>
    public async Task CompleteAsync(CancellationToken ct)
    {
        await connection.ExecuteAsync("set maintenance_work_mem = '256MB'", ct);
        foreach (var table in tables)
        {
            foreach (var statement in await TextsAsync(
                """
                select s.statement from pg_class c, lateral (
                  select 1, o.oid::bigint, format('alter table %I.%I add constraint %I %s', $2, c.relname, o.conname, pg_get_constraintdef(o.oid))
                  from pg_constraint o
                  where o.conrelid = c.oid and (o.contype in ('p', 'u', 'x', 'c') or o.contype = 'f' and $2 <> 'pg_temp')
                  union all
                  select 2, i.indexrelid, replace(pg_get_indexdef(i.indexrelid), format(' ON %I.%I USING ', $1, c.relname), format(' ON %I.%I USING ', $2, c.relname))
                  from pg_index i
                  where i.indrelid = c.oid and not exists (
                    select from pg_constraint o where o.conrelid = c.oid and o.conindid = i.indexrelid and o.contype in ('p', 'u', 'x'))
                  union all
                  select 3, 0, format('alter table %I.%I set (%s)', $2, c.relname, array_to_string(c.reloptions, ', ')) where c.reloptions is not null
                  union all
                  select 4, 0, format('grant %s on %I.%I to %s%s', a.privilege_type, $2, c.relname,
                    coalesce(quote_ident(r.rolname), 'public'), case when a.is_grantable then ' with grant option' else '' end)
                  from aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee where a.grantee <> c.relowner
                  union all
                  select 5, n.attnum, format('grant %s (%I) on %I.%I to %s%s', a.privilege_type, n.attname, $2, c.relname,
                    coalesce(quote_ident(r.rolname), 'public'), case when a.is_grantable then ' with grant option' else '' end)
                  from pg_attribute n, aclexplode(n.attacl) a left join pg_roles r on r.oid = a.grantee where n.attrelid = c.oid
                  union all
                  select 6, 0, format('alter table %I.%I owner to %I', $2, c.relname, r.rolname)
                  from pg_roles r where r.oid = c.relowner and r.rolname <> current_user
                ) s (step, nth, statement)
                where c.oid = format('%I.%I', $1, $3)::regclass and ($2 <> 'pg_temp' or s.step < 3) order by s.step, s.nth
                """, ct, schema, target, table))
            {
                await connection.ExecuteAsync(statement, ct);
            }
            await connection.ExecuteAsync($"analyze {target}.{table}", ct);
        }
    }

    /// <summary>The originals go, the copies take their place; call it under their lock, in a transaction.</summary>
    public async Task SwapAsync(CancellationToken ct)
    {
        foreach (var table in tables)
        {
            await connection.ExecuteAsync($"drop table {schema}.{table}; alter table {target}.{table} set schema {schema}", ct);
        }
    }

    /// <summary>What hangs on the originals and would be lost with them: views, other tables' foreign keys, triggers, rules of rows, sequences.</summary>
    public Task<List<string>> DependentsAsync(CancellationToken ct) => TextsAsync(
        """
        select distinct pg_describe_object(d.classid, d.objid, d.objsubid)
        from unnest($2) t (name)
        join pg_class c on c.oid = format('%I.%I', $1, t.name)::regclass
        join pg_type r on r.oid = c.reltype
        join pg_depend d on (d.refclassid = 'pg_class'::regclass and d.refobjid = c.oid)
                         or (d.refclassid = 'pg_type'::regclass and d.refobjid in (r.oid, r.typarray))
        where d.deptype in ('n', 'a', 'i')
          and not (d.classid = 'pg_class'::regclass and d.objid in (select indexrelid from pg_index where indrelid = c.oid union all select c.oid union all select c.reltoastrelid))
          and not (d.classid = 'pg_constraint'::regclass and exists (select from pg_constraint o where o.oid = d.objid and o.conrelid = c.oid))
          and not (d.classid = 'pg_attrdef'::regclass and exists (select from pg_attrdef a where a.oid = d.objid and a.adrelid = c.oid))
          and not (d.classid = 'pg_type'::regclass and d.objid in (r.oid, r.typarray))
          and d.classid <> 'pg_statistic_ext'::regclass
        order by 1
        """, ct, schema, tables.ToArray());

    /// <summary>A digest of the originals' definition.</summary>
    public async Task<string> DigestAsync(CancellationToken ct)
    {
        var lines = await TextsAsync(
            """
            select concat_ws(' ', t.name, d.line) from unnest($2) t (name), lateral (
              select 1, a.attnum::text, concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated, a.attcollation,
                pg_get_expr(f.adbin, f.adrelid))
              from pg_attribute a left join pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum
              where a.attrelid = format('%I.%I', $1, t.name)::regclass and a.attnum > 0 and not a.attisdropped
              union all
              select 2, o.conname, pg_get_constraintdef(o.oid) from pg_constraint o where o.conrelid = format('%I.%I', $1, t.name)::regclass
              union all
              select 3, n.relname, pg_get_indexdef(n.oid) from pg_index i join pg_class n on n.oid = i.indexrelid where i.indrelid = format('%I.%I', $1, t.name)::regclass
            ) d (kind, name, line) order by t.name, d.kind, d.name
            """, ct, schema, tables.ToArray());
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }

    async Task<List<string>> TextsAsync(string sql, CancellationToken ct, params object?[] parameters)
    {
        await using var command = connection.Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var texts = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            texts.Add(reader.GetString(0));
        }
        return texts;
    }
}
