using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Tracker.People;
using Tracker.Web.Tests.Commitments;
using Tracker.Web.Tests.People;
using Tracker.Web.Tests.Reports;

namespace Tracker.Web.Tests.Api;

[Collection(nameof(ApiTown))]
public class ReportsApiTests(ApiTown own)
{
    readonly Town town = own.Town;

    [Fact]
    public async Task A_text_is_taken_in_once_and_told_as_it_was_read()
    {
        var (caller, organization) = (await ApiCaller.As(town, "supervisor"), Town.NewOrganization());
        var address = $"/api/reports?organization={Uri.EscapeDataString(organization)}&year=2023";

        var imported = (await caller.Post(address, Text("jichuan/2023.txt"))).Should(201);
        var again = (await caller.Post(address, Text("jichuan/2023.txt"))).Should(200);

        again.Json.GetProperty("outcome").GetString().ShouldBe("Same");
        imported.Json.GetProperty("outcome").GetString().ShouldBe("New");
        var report = (await caller.Get(imported.Location!)).Should(200);
        report.Etag.ShouldBe("\"1\"");
        report.Json.GetProperty("organization").GetString().ShouldBe(organization);
        report.Items.Count.ShouldBe(imported.Json.GetProperty("items").GetInt32());
        report.Json.GetProperty("findings").GetProperty("rules").GetArrayLength().ShouldBeGreaterThan(0);
        var text = (await caller.Get($"{imported.Location}/text")).Should(200).Text;
        foreach (var item in report.Items)
            text[item.GetProperty("start").GetInt32()..item.GetProperty("end").GetInt32()].ShouldBe(item.GetProperty("text").GetString());
        (await caller.Get($"{imported.Location}/file")).Should(200).Text.ShouldBe(ReportsApp.Seed("jichuan/2023.txt"));
        (await caller.Get($"/api/reports?organization={Uri.EscapeDataString(organization)}")).Should(200).Items.ShouldHaveSingleItem()
            .GetProperty("id").GetGuid().ShouldBe(report.Json.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task A_form_brings_the_file_and_what_the_document_does_not_say()
    {
        var (caller, organization) = (await ApiCaller.As(town, "supervisor"), Town.NewOrganization());
        using var form = new MultipartFormDataContent { { new StringContent(organization), "organization" }, { new StringContent("2024"), "year" } };
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(ReportsApp.Seed("jichuan/2024.txt"))), "file", "2024年度报告.txt");

        var imported = (await caller.Post("/api/reports", form)).Should(201);

        var report = (await caller.Get(imported.Location!)).Should(200).Json;
        (report.GetProperty("organization").GetString(), report.GetProperty("year").GetInt32(), report.GetProperty("fileName").GetString()).ShouldBe((organization, 2024, "2024年度报告.txt"));
    }

    [Fact]
    public async Task What_is_no_report_is_told_apart()
    {
        var caller = await ApiCaller.As(town, "supervisor");
        (await caller.Post("/api/reports", new StringContent("今天天气很好。", Encoding.UTF8, "text/plain"))).Should(409).Code.ShouldBe("not-a-report");
        (await caller.Post("/api/reports", new StringContent("", Encoding.UTF8, "text/plain"))).Should(400);
        (await caller.Post("/api/reports", new { text = "某报告" })).Should(415);
        using var scan = new MultipartFormDataContent { { new ByteArrayContent([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3]), "file", "扫描.png" } };
        (await caller.Post("/api/reports", scan)).Should(400).Code!.ShouldStartWith("file-");
        using var none = new MultipartFormDataContent { { new StringContent("2024"), "year" } };
        (await caller.Post("/api/reports", none)).Should(400);
        (await (await ApiCaller.As(town, "officer")).Post("/api/reports", Text("jichuan/2024.txt"))).Should(403);
    }

    [Fact]
    public async Task Items_are_corrected_split_merged_worded_dropped_added_and_confirmed()
    {
        var (caller, at, items) = await Imported();
        var (one, text) = (items[0], (await caller.Get($"{at}/text")).Text);
        var (id, start, end) = (one.GetProperty("id").GetGuid(), one.GetProperty("start").GetInt32(), one.GetProperty("end").GetInt32());
        end.ShouldBeGreaterThan(start + 4);

        (await caller.Put($"{at}/items/{id}", new { kind = "Problem", title = "改过的标题", start, end }, "\"1\"")).Should(204).Etag.ShouldBe("\"2\"");
        (await caller.Put($"{at}/items/{id}", new { kind = "Problem", title = "没看到新版本", start, end }, "\"1\"")).Should(412);
        var parts = Ids((await caller.Post($"{at}/items/{id}/split", new { at = (start + end) / 2 })).Should(200));
        parts.Count.ShouldBe(2);
        var whole = Ids((await caller.Post($"{at}/merge", new { itemIds = parts })).Should(200)).ShouldHaveSingleItem();
        (await caller.Put($"{at}/items/{whole}/wording", new { wording = "年底前完成全部评查" })).Should(204);
        var dropped = items[1].GetProperty("id").GetGuid();
        (await caller.Delete($"{at}/items/{dropped}", new { reason = "不是承诺" })).Should(204);
        (await caller.Delete($"{at}/items/{items[2].GetProperty("id").GetGuid()}")).Should(204);
        var added = Ids((await caller.Post($"{at}/items", new { kind = "Plan", title = "补录的事项", start = 10, end = 30 })).Should(200)).ShouldHaveSingleItem();
        Ids((await caller.Post($"{at}/items", new { kind = "Plan", title = "再补录一次", start = 10, end = 30 })).Should(200)).ShouldBe([added]);
        Ids((await caller.Post($"{at}/confirmation", new { itemIds = new[] { whole } })).Should(200)).ShouldBe([whole]);

        var after = (await caller.Get(at)).Should(200).Items.ToDictionary(item => item.GetProperty("id").GetGuid());
        (after[whole].GetProperty("agreed").GetString(), after[whole].GetProperty("status").GetString()).ShouldBe(("年底前完成全部评查", "Confirmed"));
        after[dropped].GetProperty("status").GetString().ShouldBe("Dropped");
        after[added].GetProperty("text").GetString().ShouldBe(text[10..30]);
        (await caller.Get($"/api/commitments/{whole}")).Should(200).Json.GetProperty("agreed").GetString().ShouldBe("年底前完成全部评查");
        (await caller.Put($"{at}/items/{whole}/wording", new { wording = "为时已晚" })).Should(409).Code.ShouldBe("item-confirmed");
    }

    [Fact]
    public async Task A_repetition_under_the_same_key_answers_the_same_and_changes_nothing()
    {
        var (caller, at, items) = await Imported();
        var (id, middle) = (items[0].GetProperty("id").GetGuid(), (items[0].GetProperty("start").GetInt32() + items[0].GetProperty("end").GetInt32()) / 2);

        var first = (await caller.Post($"{at}/items/{id}/split", new { at = middle }, "\"1\"", "split-once")).Should(200);
        var again = (await caller.Post($"{at}/items/{id}/split", new { at = middle }, "\"1\"", "split-once")).Should(200);

        again.Text.ShouldBe(first.Text);
        again.Etag.ShouldBe("\"2\"");
        (await caller.Post($"{at}/items/{id}/split", new { at = middle }, key: "another")).Should(409).Code.ShouldBe("item-unknown");
    }

    [Fact]
    public async Task Confirming_all_twice_registers_each_once_and_answers_the_same()
    {
        var (caller, at, items) = await Imported();
        (await caller.Delete($"{at}/items/{items[0].GetProperty("id").GetGuid()}")).Should(204);

        var first = (await caller.Post($"{at}/confirmation", new { })).Should(200);
        var again = (await caller.Post($"{at}/confirmation", new { })).Should(200);

        Ids(first).ShouldBe(items.Skip(1).Select(item => item.GetProperty("id").GetGuid()));
        (again.Text, again.Etag).ShouldBe((first.Text, first.Etag));
        (await town.History(Ids(first)[0])).OfType<Tracker.Commitments.CommitmentRegistered>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_report_out_of_scope_is_404_and_without_the_right_403()
    {
        var (_, at, items) = await Imported();
        var id = items[0].GetProperty("id").GetGuid();
        var district = await District.In(town);
        var stranger = await ApiCaller.As(town, (await district.Person("督办员", district.Government, district.Government, Role.Supervisor)).Name);
        foreach (var path in (string[])["", "/text", "/file", "/year-links", "/draft"]) (await stranger.Get($"{at}{path}")).Should(404);
        (await stranger.Post($"{at}/confirmation", new { })).Should(404);
        (await stranger.Put($"{at}/items/{id}/wording", new { wording = "x" })).Should(404);
        (await stranger.Post($"{at}/carry-overs", new { })).Should(404);

        var reader = await ApiCaller.As(town, "reader");
        (await reader.Get(at)).Should(200);
        foreach (var path in (string[])["/confirmation", "/merge", "/sure-verdicts", "/carry-overs", "/review-closure"])
            (await reader.Post($"{at}{path}", new { itemIds = new[] { id } })).Should(403);
        (await reader.Delete($"{at}/items/{id}")).Should(403);
        (await reader.Get($"/api/reports/{Town.NewId()}")).Should(404);
    }

    [Fact]
    public async Task What_is_malformed_is_400()
    {
        var (caller, at, items) = await Imported();
        var item = $"{at}/items/{items[0].GetProperty("id").GetGuid()}";
        (await caller.Put(item, new { kind = "Wish", title = "x", start = 1, end = 2 })).Should(400);
        (await caller.Put(item, new { kind = "Plan", start = 1, end = 2 })).Should(400);
        (await caller.Post($"{item}/split", new { })).Should(400);
        (await caller.Post($"{at}/merge", new { })).Should(400);
        (await caller.Put($"{item}/wording", new { wording = new string('长', 1001) })).Should(400);
        (await caller.Post($"{at}/carry-overs", new { commitments = new[] { new { itemId = Town.NewId() } } })).Should(400);
        (await caller.Put(item, new { kind = "Plan", title = "x", start = 1, end = 2 }, "\"abc\"")).Should(400);
        (await caller.Post($"{at}/merge", new { itemIds = new[] { Town.NewId() } }, key: new string('k', 201))).Should(400);
    }

    async Task<(ApiCaller Caller, string At, IReadOnlyList<JsonElement> Items)> Imported()
    {
        var caller = await ApiCaller.As(town, "supervisor");
        var imported = (await caller.Post($"/api/reports?organization={Uri.EscapeDataString(Town.NewOrganization())}&year=2023", Text("jichuan/2023.txt"))).Should(201);
        return (caller, imported.Location!, (await caller.Get(imported.Location!)).Items);
    }

    internal static StringContent Text(string seed) => new(ReportsApp.Seed(seed), Encoding.UTF8, new MediaTypeHeaderValue("text/plain", "utf-8"));

    static IReadOnlyList<Guid> Ids(Answered answer) => [.. answer.Json.GetProperty("itemIds").EnumerateArray().Select(id => id.GetGuid())];
}
