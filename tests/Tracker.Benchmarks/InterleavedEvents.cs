using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Tracker.Commitments;
using Tracker.People;
using Tracker.Reports;

namespace Tracker.Benchmarks;

/// <summary>A town's commitments of many years, as rows: each stream's events lie far apart, as daily work leaves them.</summary>
static class InterleavedEvents
{
    /// <summary>The life of one commitment; every stream of the load has these events.</summary>
    static readonly CommitmentEvent[] Life = Lived();

    public static int EventsPerStream => Life.Length;

    /// <summary>Fills the empty tables of the store; neither appends nor projections take part.</summary>
    public static async Task FillAsync(NpgsqlConnection connection, int events)
    {
        await using (var life = new NpgsqlCommand(
            "create temp table life (version int primary key, type text, dotnet_type text, data jsonb)", connection))
        {
            await life.ExecuteNonQueryAsync();
        }
        var names = TypeNames();
        for (var i = 0; i < Life.Length; i++)
        {
            var type = Life[i].GetType();
            await using var add = new NpgsqlCommand("insert into life values ($1, $2, $3, $4)", connection)
            {
                Parameters =
                {
                    new() { Value = i + 1 },
                    new() { Value = names[type] },
                    new() { Value = $"{type.FullName}, {type.Assembly.GetName().Name}" },
                    new() { Value = JsonSerializer.Serialize(Life[i], type, TrackerStore.Json), NpgsqlDbType = NpgsqlDbType.Jsonb },
                },
            };
            await add.ExecuteNonQueryAsync();
        }
        await using var fill = new NpgsqlCommand(string.Create(CultureInfo.InvariantCulture,
            $"""
            create temp table lives as select gen_random_uuid() as id, random() as at from generate_series(1, {events / Life.Length});
            insert into mt_streams (id, type, version, timestamp, created) select id, 'commitment', {Life.Length}, now(), now() from lives;
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type, causation_id, user_name)
            select nextval('mt_events_sequence'), gen_random_uuid(), s.id, l.version, l.data, l.type,
                   timestamptz '2024-01-01' + interval '30 days' * l.version + interval '1 hour' * s.at, l.dotnet_type,
                   gen_random_uuid(), 'a5b9c3d2-1f4e-4c6a-8b7d-9e0f1a2b3c4d'
            from lives s cross join life l order by l.version, s.at;
            """), connection)
        {
            CommandTimeout = 0,
        };
        await fill.ExecuteNonQueryAsync();
        // What autovacuum would have done by the time somebody rebuilds.
        await using var settle = new NpgsqlCommand("vacuum analyze mt_events; vacuum analyze mt_streams", connection) { CommandTimeout = 0 };
        foreach (var sql in settle.CommandText.Split(';'))
        {
            settle.CommandText = sql;
            await settle.ExecuteNonQueryAsync();
        }
    }

    static Dictionary<Type, string> TypeNames()
    {
        var types = new EventStore.EventTypes();
        TrackerStore.MapEvents(types);
        return types.Names.ToDictionary(n => n.Value, n => n.Key);
    }

    static CommitmentEvent[] Lived()
    {
        var unit = new UnitRef(Guid.CreateVersion7(), "县司法局");
        var other = new UnitRef(Guid.CreateVersion7(), "县市场监督管理局");
        var person = new PersonRef(Guid.CreateVersion7(), "李明");
        var by = new By(person.Id, person.Name, unit.Id, unit.Name);
        var due = new DateOnly(2025, 6, 30);
        return
        [
            new CommitmentRegistered(Guid.CreateVersion7(), ItemKind.Problem, "云溪县", 2023, "基层执法力量薄弱，执法规范化水平有待提高",
                "一是基层执法力量薄弱，部分乡镇综合行政执法队伍人员不足、专业能力不强，执法规范化水平有待进一步提高。", "二、存在的主要问题", 1204, 1262,
                "人员编制紧张，业务培训不够经常。", ["充实乡镇执法力量", "每年组织两次执法业务培训"], ["2025年底前持证上岗率达到100%"], due, by),
            new CommitmentAssigned(unit, [other], person, "张建国", due, "乡镇综合执法人员持证上岗率达到100%，全年组织执法培训不少于两次。", RectificationKind.Phased, by),
            new AssignmentAccepted(by),
            new CommitmentProgressed("已完成乡镇执法人员底数摸排，制定年度培训计划并印发各乡镇（街道）执行。", 10, by),
            new EvidenceAttached("乡镇执法人员花名册.xlsx", new string('a', 64), 182_331, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", due.AddDays(-200), by),
            new Commented("请补充培训签到材料，并说明未持证人员的安排。", by),
            new CommitmentProgressed("举办第一期执法业务培训班，参训人员126人，考试合格率97%。", 35, by),
            new EvidenceAttached("第一期培训总结.pdf", new string('b', 64), 921_004, "application/pdf", due.AddDays(-150), by),
            new CommitmentProgressed("新招录专职执法人员18名，已全部充实到乡镇一线。", 60, by),
            new ExtensionRequested(due.AddMonths(2), "第二期培训因防汛工作推迟，需顺延两个月。", by),
            new ExtensionGranted(due, due.AddMonths(2), "情况属实，同意。", by),
            new CommitmentProgressed("举办第二期执法业务培训班，参训人员131人，全部取得执法证件。", 90, by),
            new EvidenceAttached("第二期培训总结.pdf", new string('c', 64), 871_220, "application/pdf", due, by),
            new ClosingSubmitted("培训两期均已完成，持证上岗率达到100%，申请销号。", by),
            new ClosingReturned("持证人员名单与花名册不一致，请核对后重新提交。", by),
            new CommitmentProgressed("已核对名单，补充调离人员说明3份。", 95, by),
            new EvidenceAttached("持证人员名单（核对后）.xlsx", new string('d', 64), 99_120, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", due.AddDays(20), by),
            new DueDateChanged(due.AddMonths(2), due.AddMonths(3), "统一调整至三季度末。", by),
            new ClosingSubmitted("名单已核对一致，再次申请销号。", by),
            new CommitmentClosed(Outcome.Done, "材料齐全，同意销号。", by),
        ];
    }
}
