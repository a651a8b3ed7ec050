using System.Data.Common;
using Tracker.EventStore;
using Tracker.People;

namespace Tracker.Reports;

/// <summary>A rule as the installation keeps it.</summary>
/// <param name="ChangedBy">Who changed or added it; null where it is as the product came.</param>
public sealed record KeptRule(ComplianceRule Rule, DateTimeOffset? ChangedAt, string? ChangedBy)
{
    /// <summary>One that the product doesn't come with.</summary>
    public bool IsOwn => ComplianceRule.Defaults.All(rule => rule.Code != Rule.Code);
}

/// <summary>核查规则: those that the product comes with, as changed here, and the installation's own.</summary>
public sealed class ComplianceRulesTable(DocumentStore store, TimeProvider time)
{
    const int LongestName = 80, LongestSource = 200;

    public async Task<IReadOnlyList<KeptRule>> All(CancellationToken ct)
    {
        await using var connection = await store.OpenConnectionAsync(ct);
        var changed = await connection.Command("""
            select code, name, genre, asks_for, in_force_from, in_force_until, month, day, source, changed_at, changed_by
            from compliance_rules order by genre, code
            """).Rows(Row, ct);
        return [
            .. ComplianceRule.Defaults.Select(rule => changed.FirstOrDefault(c => c.Rule.Code == rule.Code) ?? new KeptRule(rule, null, null)),
            .. changed.Where(c => c.IsOwn)];
    }

    /// <summary>Changes a rule, or adds one.</summary>
    /// <exception cref="RefusalException">Something about it is missing or can't be.</exception>
    public async Task Keep(ComplianceRule rule, Actor actor, CancellationToken ct)
    {
        actor.Need(Right.ManageRules);
        rule = rule with { Name = rule.Name.Trim(), Source = rule.Source.Trim() };
        PlainText.Need(rule.Name, rule.Source);
        Check(rule);
        await using var connection = await store.OpenConnectionAsync(ct);
        await connection.Run("""
            insert into compliance_rules (code, name, genre, asks_for, in_force_from, in_force_until, month, day, source, changed_at, changed_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict (code) do update set name = excluded.name, in_force_from = excluded.in_force_from, in_force_until = excluded.in_force_until,
                month = excluded.month, day = excluded.day, source = excluded.source, changed_at = excluded.changed_at, changed_by = excluded.changed_by
            """, ct, rule.Code, rule.Name, rule.Genre.ToString(), rule.Check.ToString(), rule.From, rule.Until, rule.Month, rule.Day, rule.Source,
            time.GetUtcNow(), actor.Name);
    }

    /// <summary>As the product came; a rule of the installation's own is gone.</summary>
    public async Task Restore(string code, Actor actor, CancellationToken ct)
    {
        actor.Need(Right.ManageRules);
        await using var connection = await store.OpenConnectionAsync(ct);
        if ((await All(ct)).All(kept => kept.Rule.Code != code)) throw new NotFoundException("没有找到这条规则，可能已被删除，请刷新页面。");
        await connection.Run("delete from compliance_rules where code = $1", ct, code);
    }

    static void Check(ComplianceRule rule)
    {
        if (rule.Name.Length is 0 or > LongestName)
            throw new RefusalException("rule-name", $"请填写规则名称，不超过 {LongestName} 个字。");
        if (rule.Source.Length is 0 or > LongestSource)
            throw new RefusalException("rule-source", $"请填写依据（文件名称和条款），不超过 {LongestSource} 个字。");
        if (rule.Until < rule.From)
            throw new RefusalException("rule-dates", "失效日期早于生效日期，请核对。");
        if (rule.Check is ComplianceCheck.PublishedBefore
            && !(rule is { Month: >= 1 and <= 12, Day: >= 1 } && rule.Day <= DateTime.DaysInMonth(2023, rule.Month.Value)))
            throw new RefusalException("rule-day", "请填写公开期限的月和日，例如 4 月 1 日。");
    }

    static KeptRule Row(DbDataReader r) => new(
        new(r.GetString(0), r.GetString(1), Enum.Parse<Genre>(r.GetString(2)), Enum.Parse<ComplianceCheck>(r.GetString(3)), r.GetFieldValue<DateOnly>(4),
            r.Nullable<DateOnly>(5), r.Nullable<int>(6), r.Nullable<int>(7), r.GetString(8)),
        r.GetFieldValue<DateTimeOffset>(9), r.GetString(10));
}
