using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.Api;

/// <summary>One commitment from the report that named it to the year into which it is carried over, by the API alone.</summary>
[Collection(nameof(ApiTown))]
public class WholeLifeTests(ApiTown own)
{
    readonly Town town = own.Town;

    [Fact]
    public async Task A_commitment_goes_through_its_whole_life_by_the_api_alone()
    {
        var (supervisor, officer, reviewer) = (await ApiCaller.As(town, "supervisor"), await ApiCaller.As(town, "officer"), await ApiCaller.As(town, "reviewer"));
        var reports = $"/api/reports?organization={Uri.EscapeDataString(Town.NewOrganization())}";

        var earlier = (await supervisor.Post($"{reports}&year=2023", ReportsApiTests.Text("jichuan/2023.txt"))).Should(201).Location!;
        var items = (await supervisor.Get(earlier)).Items.Where(item => item.GetProperty("kind").GetString() == "Problem").Take(3).Select(item => item.GetProperty("id").GetGuid()).ToList();
        (await supervisor.Post($"{earlier}/confirmation", new { itemIds = items }, "\"1\"")).Should(200);
        var (id, at) = (items[0], $"/api/commitments/{items[0]}");

        (await supervisor.Put($"{at}/assignment", new
        {
            leadId = town.Roads.Id, dueOn = town.Today.AddDays(60), standard = "案卷评查全覆盖", kind = "Phased",
            measures = new object[] { new { text = "修订评查办法" }, new { text = "每季度评查一次", dueOn = town.Today.AddDays(30) } },
        }, "\"1\"")).Should(204);
        (await officer.Post($"{at}/acceptance")).Should(204);
        var measures = (await officer.Get(at)).Json.GetProperty("measures").EnumerateArray().Select(measure => measure.GetProperty("id").GetGuid()).ToList();
        measures.Count.ShouldBe(2);
        (await officer.Post($"{at}/progress", new { text = "已印发办法", percent = 100, measureId = measures[0] })).Should(204);
        (await Evidence(officer, at)).Should(204);
        (await officer.Post($"{at}/extension-request", new { to = town.Today.AddDays(120), reason = "设备采购延期" })).Should(204);
        (await supervisor.Post($"{at}/extension-grant", new { note = "同意" })).Should(204);
        (await officer.Post($"{at}/progress", new { text = "评查完成", percent = 100, measureId = measures[1] })).Should(204);
        (await officer.Post($"{at}/submission", new { statement = "已完成全部评查。" })).Should(204);
        (await reviewer.Post($"{at}/return", new { missing = "缺少评查通报" })).Should(204);
        (await officer.Post($"{at}/submission", new { statement = "补充通报，已完成全部评查。" })).Should(204);
        (await reviewer.Post($"{at}/closure", new { outcome = "Done", @checked = Town.AllHeld })).Should(204);
        (await State()).ShouldBe("Closed");
        (await reviewer.Delete($"{at}/closure", new { reason = "成效未能保持" })).Should(204);

        var later = (await supervisor.Post($"{reports}&year=2024", ReportsApiTests.Text("jichuan/2024.txt"))).Should(201).Location!;
        var reportId = later.Split('/')[^1];
        var links = (await reviewer.Get($"{later}/year-links")).Should(200).Items;
        links.Select(row => row.GetProperty("commitmentId").GetGuid()).ShouldBe(items, ignoreOrder: true);
        (await reviewer.Post($"{later}/review-closure")).Should(409).Code.ShouldBe("verdicts-missing");
        (await reviewer.Put($"{at}/year-verdicts/{reportId}", new { verdict = "NotMentioned", note = "报告未交代" })).Should(204);
        (await supervisor.Post($"{later}/carry-overs", new { commitments = new[] { new { id, itemId = Town.NewId() } } })).Should(409).Code.ShouldBe("item-unknown");
        (await supervisor.Post($"{later}/carry-overs", new { commitments = new[] { new { id } }, note = "设备未到" })).Should(200).Json.GetProperty("carriedOver").GetInt32().ShouldBe(1);
        (await supervisor.Post($"{later}/carry-overs", new { commitments = new[] { new { id } } })).Should(200).Json.GetProperty("carriedOver").GetInt32().ShouldBe(0);
        (await State()).ShouldBe("CarriedOver");

        foreach (var other in items.Skip(1)) (await reviewer.Put($"/api/commitments/{other}/year-verdicts/{reportId}", new { verdict = "Answered" })).Should(204);
        (await reviewer.Post($"{later}/sure-verdicts")).Should(200).Json.GetProperty("accepted").GetInt32().ShouldBe(0);
        (await reviewer.Post($"{later}/review-closure")).Should(204);
        (await reviewer.Get(later)).Json.GetProperty("yearReview").GetProperty("counts").GetProperty("carriedOver").GetInt32().ShouldBe(1);
        (await supervisor.Get($"{earlier}/draft")).Should(200).MediaType.ShouldBe("application/vnd.openxmlformats-officedocument.wordprocessingml.document");

        (await officer.Get($"{at}/events")).Items.Select(item => item.GetProperty("name").GetString()!)
            .Where(name => name is not ("year_match_suggested" or "problem_named_again")).ShouldBe(
            [
                "commitment_registered", "commitment_assigned", "assignment_accepted", "commitment_progressed", "evidence_attached", "extension_requested",
                "extension_granted", "commitment_progressed", "closing_submitted", "closing_returned", "closing_submitted", "commitment_closed",
                "commitment_reopened", "year_match_decided", "commitment_carried_over",
            ]);

        async Task<string?> State() => (await officer.Get(at)).Should(200).Json.GetProperty("status").GetString();
    }

    [Fact]
    public async Task A_problem_of_a_later_report_is_noted_as_the_same_and_found_to_be_another()
    {
        var (supervisor, reviewer) = (await ApiCaller.As(town, "supervisor"), await ApiCaller.As(town, "reviewer"));
        var reports = $"/api/reports?organization={Uri.EscapeDataString(Town.NewOrganization())}";
        var (id, _) = await Confirmed("jichuan/2023.txt", 2023);
        var (other, later) = await Confirmed("jichuan/2024.txt", 2024);

        (await reviewer.Post($"/api/commitments/{id}/recurrences", new { otherId = other, note = "同一问题" })).Should(204);
        (await reviewer.Put($"/api/commitments/{id}/recurrences/{later}", new { same = false, note = "另一问题" })).Should(204);
        (await reviewer.Post($"/api/commitments/{other}/recurrences", new { otherId = id })).Should(409).Code.ShouldBe("no-later-problem");
        (await reviewer.Post($"/api/commitments/{id}/recurrences", new { otherId = Town.NewId() })).Should(404);
        (await reviewer.Put($"/api/commitments/{id}/recurrences/{Town.NewId()}", new { same = true })).Should(409).Code.ShouldBe("no-recurrence");
        (await supervisor.Put($"/api/commitments/{id}/recurrences/{later}", new { same = true })).Should(403);

        var facts = (await reviewer.Get($"/api/commitments/{id}/events")).Items.Where(item => item.GetProperty("name").GetString() == "recurrence_decided").ToList();
        facts.Select(fact => fact.GetProperty("data").GetProperty("same").GetBoolean()).ShouldBe([true, false]);

        async Task<(Guid Item, string Report)> Confirmed(string seed, int year)
        {
            var report = (await supervisor.Post($"{reports}&year={year}", ReportsApiTests.Text(seed))).Should(201).Location!;
            var item = (await supervisor.Get(report)).Items.First(item => item.GetProperty("kind").GetString() == "Problem").GetProperty("id").GetGuid();
            (await supervisor.Post($"{report}/confirmation", new { itemIds = new[] { item } })).Should(200);
            return (item, report.Split('/')[^1]);
        }
    }

    static async Task<Answered> Evidence(ApiCaller caller, string at)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Town.Pdf), "files", "通报.pdf" } };
        return await caller.Post($"{at}/evidence", form);
    }
}
