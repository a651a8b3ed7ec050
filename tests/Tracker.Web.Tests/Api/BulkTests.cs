using Tracker.Commitments;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.Api;

public class BulkTests(Town town)
{
    const string Bulk = "/api/commitments/bulk";

    [Fact]
    public async Task Each_item_is_answered_by_itself_in_order_and_no_refusal_stops_the_others()
    {
        var (first, second, assigned) = (await town.Register("批量交办一"), await town.Register("批量交办二"), await town.Assigned("批量调整时限"));
        var caller = await ApiCaller.As(town, "supervisor");

        var answer = (await caller.Post(Bulk, new
        {
            items = new object?[]
            {
                Item(first, "assignment", Assignment()),
                Item(Town.NewId(), "assignment", Assignment()),
                Item(assigned, "limit", new { to = town.Today.AddDays(200), reason = "统一部署" }, "\"2\""),
                Item(assigned, "limit", new { to = town.Today.AddDays(210), reason = "统一部署" }, "\"2\""),
                Item(assigned, "acceptance", null),
                Item(assigned, "inspection", new { held = true, finding = "并未销号" }),
                Item(second, "assignment", new { dueOn = "2026-13-45" }),
                Item(second, "assignment", new { standard = "缺少牵头单位" }),
                Item(second, "sing", null),
                new { command = "acceptance" },
                null,
                Item(second, "assignment", Assignment()),
            },
        })).Should(200);

        answer.Items.Select(item => item.GetProperty("status").GetInt32()).ShouldBe([204, 404, 204, 412, 403, 409, 400, 400, 400, 400, 400, 204]);
        answer.Items.Select(item => item.GetProperty("etag").GetString()).Where(etag => etag is not null).ShouldBe(["\"2\"", "\"3\"", "\"2\""]);
        answer.Items[0].GetProperty("id").GetGuid().ShouldBe(first);
        answer.Items[5].GetProperty("problem").GetProperty("type").GetString().ShouldBe("not-closed");
        answer.Items[5].GetProperty("problem").GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
        (await town.History(first)).OfType<CommitmentAssigned>().ShouldHaveSingleItem();
        (await town.History(second)).OfType<CommitmentAssigned>().ShouldHaveSingleItem();
        (await town.History(assigned)).OfType<DueDateChanged>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Sent_again_under_the_same_key_each_item_is_done_once()
    {
        var ids = new[] { await town.Underway("批量填报一"), await town.Underway("批量填报二") };
        var caller = await ApiCaller.As(town, "officer");
        // The same commitment twice: two pieces of work, not one.
        var request = new { items = new[] { ids[0], ids[1], ids[0] }.Select((id, nth) => Item(id, "progress", new { text = $"第{nth}批" }, nth < 2 ? "\"3\"" : null)) };
        var key = $"{Town.NewId()}";

        var answers = new[] { (await caller.Post(Bulk, request, key: key)).Should(200), (await caller.Post(Bulk, request, key: key)).Should(200) };

        answers.ShouldAllBe(answer => answer.Items.All(item => item.GetProperty("status").GetInt32() == 204));
        (await town.History(ids[0])).OfType<CommitmentProgressed>().Select(e => e.Text).ShouldBe(["第0批", "第2批"]);
        (await town.History(ids[1])).OfType<CommitmentProgressed>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_request_without_items_or_with_too_many_is_400()
    {
        var caller = await ApiCaller.As(town, "officer");
        (await caller.Post(Bulk, new { })).Should(400);
        (await caller.Post(Bulk, new { items = Array.Empty<object>() })).Should(400);
        (await caller.Post(Bulk, new { items = Enumerable.Repeat(new { command = "acceptance" }, 501) })).Should(400);
        (await caller.Post(Bulk, new { items = Enumerable.Repeat(new { command = "acceptance" }, 500) })).Should(200).Items.Count.ShouldBe(500);
    }

    [Fact]
    public async Task Every_command_of_one_commitment_has_its_name_and_checks_its_body()
    {
        var id = await town.Underway("批量命令名的事项");
        string[] names =
        [
            "assignment", "declination", "reassignment", "measure", "measure-removal", "progress", "extension-request", "extension-refusal", "limit", "submission",
            "countersignature-refusal", "return", "closure", "reopening", "objection", "objection-answer", "inspection", "comment", "year-verdict", "recurrence",
        ];
        var answer = (await (await ApiCaller.As(town, "supervisor")).Post(Bulk, new { items = names.Select(name => Item(id, name, new { })) })).Should(200);
        answer.Items.Select(item => item.GetProperty("status").GetInt32()).ShouldAllBe(status => status == 400);
        (await town.History(id)).Count.ShouldBe(3);
    }

    static object Item(Guid id, string command, object? body, string? ifMatch = null) => new { id, command, ifMatch, body };

    object Assignment() => new { leadId = town.Roads.Id, dueOn = town.Today.AddDays(30), standard = "全覆盖", kind = "Immediate" };
}
