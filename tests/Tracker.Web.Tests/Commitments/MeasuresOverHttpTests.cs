using System.Net.Http.Json;
using System.Text.Json;
using Tracker.Commitments;
using Tracker.Ledger;
using Tracker.People;
using Tracker.Reminders;

namespace Tracker.Web.Tests.Commitments;

public class MeasuresOverHttpTests(Town town)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dispatch_splits_what_the_report_names_and_each_measure_is_reported_by_itself()
    {
        var id = await town.Register("案卷评查不经常", measures: ["修订评查办法", "每季度评查一次"], targets: ["案卷合格率达到90%以上"]);
        var (supervisor, officer, helper) = (await town.SignIn("supervisor"), await town.SignIn("officer"), await town.SignIn("helper"));
        var (near, far) = (town.Today.AddDays(10), town.Today.AddDays(90));

        (await supervisor.Get($"/commitments/{id}")).Words.ShouldContain("报告列出 2 项");
        (await supervisor.Act(id, "Assign", ("Lead", $"{town.Roads.Id}"), ("DueOn", $"{far:yyyy-MM-dd}"), ("Standard", "合格率90%"), ("Kind", "Phased"),
            ("Measures[0].Offered", "true"), ("Measures[0].Taken", "true"), ("Measures[0].Text", "修订评查办法"), ("Measures[0].DueOn", $"{near:yyyy-MM-dd}"),
            ("Measures[1].Offered", "true"), ("Measures[1].Text", "每季度评查一次"),
            ("Measures[2].Text", "抽查窗口"), ("Measures[2].Unit", $"{town.Parks.Id}"), ("Measures[2].DueOn", ""),
            ("Measures[3].Text", ""), ("Measures[3].Unit", ""), ("Measures[3].Person", ""), ("Measures[3].DueOn", ""))).Status.ShouldBe(302);
        (await officer.Act(id, "Accept")).Status.ShouldBe(302);

        var page = await helper.Get($"/commitments/{id}");
        page.Words.ShouldContain("措施落实（2 项，已完成 0 项）");
        page.Form("Progress").ShouldNotContain("修订评查办法");
        page.Form("Progress").ShouldContain("抽查窗口");
        (await Row(id)).Light.ShouldBe(Light.Yellow);

        var revise = (await Fold(id)).Measures[0].Id;
        var refused = await helper.Act(id, "Progress", ("Text", "代填"), ("Measure", $"{revise}"), ("Percent", "100"));
        refused.Status.ShouldBe(409);
        refused.Form("Progress").ShouldContain("请由该单位或牵头单位填报");
        (await officer.Act(id, "Progress", ("Text", "已印发"), ("Measure", $"{revise}"), ("Percent", "100"),
            ("Figures[0].Target", "案卷合格率达到90%以上"), ("Figures[0].Number", "74.2"))).Status.ShouldBe(302);

        var row = await Row(id);
        (row.Percent, row.Light, row.NextDueOn).ShouldBe((50, Light.Green, far));
        page = await officer.Get($"/commitments/{id}");
        page.Words.ShouldContain("目前 74.2% （未达到）");
        page.Words.ShouldContain("填报措施进展（该措施 100%，总进度 50%）：已印发。");
    }

    [Fact]
    public async Task Measures_are_reminded_of_by_their_own_limit_and_unit()
    {
        var id = await town.Register("按措施提醒的事项");
        var step = new AssignedMeasure(Town.NewId(), "抽查窗口", town.Parks, null, town.Today.AddDays(5));
        await town.Do(id, new AssignCommitment(town.Roads, [], null, null, town.Today.AddDays(100), "全覆盖", RectificationKind.Phased, [step]), town.Supervisor);
        await using var connection = await town.Store.OpenConnectionAsync(Ct);
        await RemindersTable.Run(connection, town.Today, DateTimeOffset.UtcNow, "Asia/Shanghai", Ct);

        var planned = await InboxQuery.Planned(connection, id, Ct);

        planned.ShouldContain(reminder => reminder.Recipient == "贺配合" && reminder.DueOn == step.DueOn);
        planned.ShouldNotContain(reminder => reminder.Recipient == "贺配合" && reminder.DueOn != step.DueOn);
    }

    [Fact]
    public async Task The_api_adds_a_measure_reports_it_and_drops_it()
    {
        var id = await town.Underway("接口分解的事项");
        var (supervisor, officer) = (await town.SignIn("supervisor"), await town.SignIn("officer"));
        var due = town.Today.AddDays(20);

        (await supervisor.Client.PostAsJsonAsync($"/api/commitments/{id}/measures", new { text = "增设窗口", unitId = town.Archive.Id, dueOn = due }, Ct)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NoContent);
        var told = await officer.Client.GetFromJsonAsync<JsonElement>($"/api/commitments/{id}", Ct);
        var measure = told.GetProperty("measures")[0].GetProperty("id").GetGuid();
        told.GetProperty("nextDueOn").GetString().ShouldBe($"{due:yyyy-MM-dd}");
        told.GetProperty("with").EnumerateArray().Select(unit => unit.GetProperty("name").GetString()).ShouldContain(town.Archive.Name);
        (await officer.Client.PostAsJsonAsync($"/api/commitments/{id}/progress", new { text = "已开", percent = 100, measureId = measure }, Ct)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NoContent);
        using var drop = new HttpRequestMessage(HttpMethod.Delete, $"/api/commitments/{id}/measures/{measure}") { Content = JsonContent.Create(new { reason = "重复" }) };
        (await supervisor.Client.SendAsync(drop, Ct)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NoContent);

        (await Fold(id)).Measures.ShouldBeEmpty();
        await using var connection = await town.Store.OpenConnectionAsync(Ct);
        (await MeasuresQuery.Of(connection, [id], Ct)).Count.ShouldBe(0);
    }

    [Fact]
    public async Task Ledger_and_measures_rebuilt_from_the_events_are_the_rows_that_were_there()
    {
        // Random people do random things, refused or not; the rows written on the way are those that a rebuild gives.
        var random = new Random(20261122);
        var ids = new List<Guid>();
        for (var i = 0; i < 6; i++) ids.Add(await town.Register($"随意办理的事项{i}", targets: ["合格率达到90%以上"]));
        for (var step = 0; step < 300; step++)
        {
            var id = ids[random.Next(ids.Count)];
            var (command, actor) = RandomStep(random, await Fold(id));
            try
            {
                await town.Do(id, command, actor);
            }
            catch (Exception refused) when (refused is RefusalException or ForbiddenException or NotFoundException)
            {
            }
        }
        await using var connection = await town.Store.OpenConnectionAsync(Ct);
        var before = (await Rows(connection, "ledger", "id", ids), await Rows(connection, "measures", "commitment_id", ids));
        before.Item2.ShouldNotBeEmpty();

        foreach (var projection in (string[])[LedgerProjection.ProjectionName, "Measures"]) await town.Store.RebuildAsync(projection, null, Ct);

        (await Rows(connection, "ledger", "id", ids)).ShouldBe(before.Item1);
        (await Rows(connection, "measures", "commitment_id", ids)).ShouldBe(before.Item2);
    }

    (CommitmentCommand, Actor) RandomStep(Random random, Commitment state)
    {
        var day = town.Today.AddDays(random.Next(5, 200));
        var unit = new[] { town.Roads, town.Parks, town.Archive }[random.Next(3)];
        var measure = state.Measures.Count > 0 ? state.Measures[random.Next(state.Measures.Count)].Id : (Guid?)null;
        AssignedMeasure step = new(Town.NewId(), $"措施{random.Next(100)}", unit, null, day);
        var officer = state.Lead is { } lead ? town.Officer with { UnitId = lead.Id, UnitName = lead.Name } : town.Officer;
        return random.Next(18) switch
        {
            0 or 1 => (new AssignCommitment(unit, [], null, null, town.Today.AddDays(200), "标准", RectificationKind.Phased, [step, step with { Id = Town.NewId(), Unit = town.Roads }]), town.Supervisor),
            2 or 3 => (new AcceptAssignment(), officer),
            4 => (new DeclineAssignment("不属职责"), officer),
            5 or 6 => (new ReportProgress($"进展{random.Next(9)}", measure is null ? 30 : random.Next(2) * 100, measure, [new("合格率达到90%以上", random.Next(100), "%")]), officer),
            7 => (new RequestExtension(day, "理由", random.Next(2) == 0 ? measure : null), officer),
            8 => (new GrantExtension(null), town.Supervisor),
            9 => (new ChangeLimit(day, "理由", random.Next(2) == 0 ? measure : null), town.Supervisor),
            10 => (new AddMeasure(step), town.Supervisor),
            11 => (new DropMeasure(measure ?? Guid.Empty, "不再需要"), town.Supervisor),
            12 => (new ReassignCommitment(unit, [town.Archive == unit ? town.Parks : town.Archive], null, "划转"), town.Supervisor),
            13 => (new AttachEvidence($"材料{random.Next(99)}.txt", FilesHash(random), 3, "text/plain", null), officer),
            14 => (new SubmitClosing("完成"), officer),
            15 => (new ReturnClosing($"缺材料{random.Next(9)}"), town.Reviewer),
            16 => (new CloseCommitment((Outcome)random.Next(4), "说明", Town.AllHeld), town.Reviewer),
            _ => (new ReinspectCommitment(random.Next(2) == 0, $"情况{random.Next(9)}"), town.Reviewer),
        };
    }

    static string FilesHash(Random random) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(random.Next())));

    static async Task<List<string>> Rows(System.Data.Common.DbConnection connection, string table, string key, List<Guid> ids)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"select t::text from {table} t where {key} = any($1) order by 1";
        var parameter = command.CreateParameter();
        parameter.Value = ids.ToArray();
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var rows = new List<string>();
        while (await reader.ReadAsync(Ct)) rows.Add(reader.GetString(0));
        return rows;
    }

    async Task<LedgerRow> Row(Guid id)
    {
        await using var connection = await town.Store.OpenConnectionAsync(Ct);
        return (await LedgerQuery.Find(connection, id, town.Today, Ct)).ShouldNotBeNull();
    }

    async Task<Commitment> Fold(Guid id) => EventStore.Aggregate.Fold<Commitment, CommitmentEvent>(id, await town.History(id));
}
