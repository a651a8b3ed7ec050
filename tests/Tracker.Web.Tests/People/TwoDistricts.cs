using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Commitments;
using Tracker.People;
using Tracker.Reports;
using Tracker.SignIn;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.People;

/// <summary>One thing of each kind in one district.</summary>
public sealed record Place(Guid Commitment, Guid Report, Guid Person, Guid Unit, Guid Token, string Evidence);

/// <summary>Somebody with one role: over the district inside, or over the whole town.</summary>
public sealed record Caller(Role Role, bool Whole, string Login)
{
    public string Name => Rights.IsSupervising(Role) ? $"{Role}{(Whole ? " (all)" : "")}" : $"{Role}";
}

/// <summary>An application of its own with two districts that are alike, and callers of every role who belong to the first.</summary>
public sealed class TwoDistricts : IAsyncLifetime
{
    public Town Town { get; } = new();
    public Place Inside { get; private set; } = null!;
    public Place Outside { get; private set; } = null!;
    public IReadOnlyList<Caller> Callers { get; private set; } = [];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Town.InitializeAsync();
        var (inside, outside) = (await District.In(Town), await District.In(Town));
        (Inside, Outside) = (await Fill(inside), await Fill(outside));
        var callers = new List<Caller>();
        foreach (var role in Enum.GetValues<Role>())
            foreach (var whole in Rights.IsSupervising(role) ? new[] { false, true } : [false])
            {
                var unit = Rights.IsSupervising(role) ? inside.Government : inside.Roads;
                var person = await inside.Person($"{role}{whole}", unit, whole || !Rights.IsSupervising(role) ? null : inside.Government, role);
                callers.Add(new(role, whole, person.Name));
            }
        Callers = callers;
    }

    async Task<Place> Fill(District district)
    {
        var person = await district.Person("干部", district.Team, null, Role.DepartmentOfficer);
        var officer = await district.Actor(await district.Person("经办", district.Roads, null, Role.DepartmentOfficer));
        var text = $"""
            {district.Government.Name}2024年法治政府建设年度报告

            2024年，{district.Government.Name}坚持依法行政，深入推进法治政府建设，现将有关情况报告如下。

            一、2024年法治政府建设主要举措和成效

            （一）规范行政执法。全年组织案卷评查2次，评查行政处罚、行政许可案卷120宗，发现问题36个，已全部整改到位。

            （二）化解行政争议。全年办理行政复议案件58件，审结55件，行政机关负责人出庭应诉率达到100%。

            二、存在的问题

            一是行政执法案卷评查覆盖面不够，乡镇执法案卷质量不高。二是行政复议能力有待提升，专职复议人员不足。

            三、2025年工作安排

            （一）开展案卷评查。对乡镇和街道执法案卷开展全覆盖评查，年底前完成。

            （二）充实复议力量。配齐专职行政复议人员，办案场所年内投入使用。
            """;
        var report = await Town.Services.GetRequiredService<ImportReport>().Handle(Encoding.UTF8.GetBytes(text), "报告.txt", new(district.Government.Name, 2024), Town.Supervisor, null, Ct);
        var reports = Town.Services.GetRequiredService<ReportHandler>();
        var items = (await reports.Read(report.ReportId, Town.Supervisor, Ct)).Report.Items.Select(item => item.Item.Id);
        await reports.Handle(report.ReportId, new ConfirmItems([.. items]), Town.Supervisor, null, null, Ct);
        var commitment = await Town.Register("案卷评查覆盖面不够", district.Government.Name);
        await Town.Do(commitment, new AssignCommitment(district.Roads, [], null, null, Town.Today.AddDays(60), "案卷评查全覆盖", RectificationKind.Phased), Town.Supervisor);
        await Town.Do(commitment, new AcceptAssignment(), officer);
        await Town.Handler.Attach(commitment, Town.Pdf, "材料.pdf", Town.Today, officer, null, Ct);
        var evidence = (await Town.History(commitment)).OfType<EvidenceAttached>().Single().Sha256;
        return new(commitment, report.ReportId, person.Id, district.Roads.Id, await Token(person), evidence);
    }

    async Task<Guid> Token(PersonRef holder)
    {
        await using var connection = await Town.Store.OpenConnectionAsync(Ct);
        var id = Town.NewId();
        var now = TimeProvider.System.GetUtcNow();
        await ApiTokensTable.Add(connection, new(id, holder.Id, holder.Name, "脚本", "trk_abcdef", [Right.ReadLedger], now, now.AddDays(30), null, null), $"{id}", Ct);
        return id;
    }

    public async ValueTask DisposeAsync() => await Town.DisposeAsync();
}
