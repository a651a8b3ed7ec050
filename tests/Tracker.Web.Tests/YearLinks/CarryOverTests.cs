using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Reports;
using Tracker.Web.Tests.Reports;
using Tracker.YearLinks;

namespace Tracker.Web.Tests.YearLinks;

[Collection(nameof(ReportsApp))]
public class CarryOverTests(ReportsApp app)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commitment_goes_on_in_the_new_reports_own_item_which_is_registered_once()
    {
        var (later, _) = await app.TwoYears();
        var report = (await app.Read(later)).Report;
        var row = (await app.YearLinks(later)).First(row => CarryOverChoice.Of(row, report) is not null);
        var item = CarryOverChoice.Of(row, report)!.Value;
        var supervisor = await app.SignIn(Role.Supervisor);
        var page = await supervisor.Get($"/reports/{later}/links");
        page.Html.ShouldContain($"<option value=\"{item}\" selected=\"selected\">");

        var sent = await supervisor.Send(page, $"/reports/{later}/links?handler=CarryOver", ("Commitment", $"{row.CommitmentId}"), ("Item", $"{item}"), ("Note", "设备未到"));

        sent.Status.ShouldBe(HttpStatusCode.Redirect);
        (await supervisor.Get($"/reports/{later}/links")).Html.ShouldContain($"href=\"/commitments/{item}\">已结转为 2024 年度事项");
        (await app.Read(later)).Report.Find(item)!.Status.ShouldBe(ItemStatus.Confirmed);
        var history = await History(item);
        history.Select(e => e.GetType()).ShouldBe([typeof(CommitmentRegistered), typeof(CommitmentTakenOver)]);
        ((CommitmentTakenOver)history[1]).From.ShouldBe(row.CommitmentId);
        // Confirming all of the report afterwards registers nothing twice.
        await supervisor.Send(await supervisor.Get($"/reports/{later}"), $"/reports/{later}?handler=ConfirmAll");
        (await History(item)).OfType<CommitmentRegistered>().Count().ShouldBe(1);
        // Sent a second time, it changes nothing.
        await supervisor.Send(page, $"/reports/{later}/links?handler=CarryOver", ("Commitment", $"{row.CommitmentId}"), ("Item", $"{item}"));
        (await History(row.CommitmentId)).OfType<CommitmentCarriedOver>().ShouldHaveSingleItem().Note.ShouldBe("设备未到");
        (await History(item)).OfType<CommitmentTakenOver>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task An_item_that_is_a_commitment_already_takes_it_over()
    {
        var (later, commitment) = await app.TwoYears();
        var supervisor = await app.SignIn(Role.Supervisor);
        await supervisor.Send(await supervisor.Get($"/reports/{later}"), $"/reports/{later}?handler=ConfirmAll");
        var item = (await app.Read(later)).Report.Items[0].Item.Id;

        await supervisor.Send(await supervisor.Get($"/reports/{later}/links"), $"/reports/{later}/links?handler=CarryOver", ("Commitment", $"{commitment}"), ("Item", $"{item}"));

        (await History(item)).OfType<CommitmentTakenOver>().ShouldHaveSingleItem().From.ShouldBe(commitment);
    }

    [Fact]
    public async Task Without_an_item_it_becomes_a_commitment_of_the_new_year_with_its_wording_and_history()
    {
        var (later, commitment) = await app.TwoYears();
        var supervisor = await app.SignIn(Role.Supervisor);
        var before = (CommitmentRegistered)(await History(commitment))[0];

        await supervisor.Send(await supervisor.Get($"/reports/{later}/links"), $"/reports/{later}/links?handler=CarryOver", ("Commitment", $"{commitment}"), ("Item", ""));

        var to = CarryOver.IdOf(commitment, later);
        var registered = (CommitmentRegistered)(await History(to))[0];
        (registered.Title, registered.Original, registered.Year, registered.ReportId, registered.TextReportId)
            .ShouldBe((before.Title, before.Original, 2024, later, before.ReportId));
        var page = await supervisor.Get($"/commitments/{to}");
        page.Words.ShouldContain("承接以前年度");
        page.Words.ShouldContain("2023 年度报告，结转为 2024 年度事项");
        page.Html.ShouldContain($"href=\"/commitments/{commitment}\"");
        page.Html.ShouldContain($"/reports/{before.ReportId}?from={before.Start}&amp;to={before.End}#passage");
        var old = await supervisor.Get($"/commitments/{commitment}");
        old.Words.ShouldContain("已结转");
        old.Html.ShouldContain($"href=\"/commitments/{to}\"");
        (await supervisor.Get("/ledger?status=CarriedOver")).Html.ShouldContain($"/commitments/{commitment}");
        (await supervisor.Get("/ledger?status=open&page=1")).Html.ShouldNotContain($"/commitments/{commitment}\"");
    }

    [Fact]
    public async Task All_that_were_decided_as_not_done_are_carried_over_at_once_and_the_sum_tells_it()
    {
        var (later, _) = await app.TwoYears();
        var (reviewer, links) = (await app.SignIn(Role.Reviewer), $"/reports/{later}/links");
        var rows = await app.YearLinks(later);
        foreach (var (row, number) in rows.Select((row, number) => (row, number)))
            await reviewer.Send(await reviewer.Get(links), $"{links}?handler=Decide", ("Commitment", $"{row.CommitmentId}"), ("Verdict", number < 3 ? "NotMentioned" : "Answered"));
        var page = await reviewer.Get(links);
        page.Words.ShouldContain("批量结转认定为未完成的（3）");

        await reviewer.Send(page, $"{links}?handler=CarryOverAll");
        await reviewer.Send(await reviewer.Get(links), $"{links}?handler=Close");

        var after = await app.YearLinks(later);
        after.Where(row => row.CarriedTo is not null).Select(row => row.CommitmentId).ShouldBe(rows.Take(3).Select(row => row.CommitmentId), ignoreOrder: true);
        (await reviewer.Get(links)).Words.ShouldContain("已结转 3 项");
        var report = (await app.Read(later)).Report;
        report.YearReview!.Counts.CarriedOver.ShouldBe(3);
        // Those of which the new report speaks went into its own items.
        after.Take(3).ShouldAllBe(row => row.CarriedTo == (CarryOverChoice.Of(row, report) ?? CarryOver.IdOf(row.CommitmentId, later)));
    }

    [Fact]
    public async Task Two_who_carry_it_over_at_once_make_one_commitment()
    {
        var (later, commitment) = await app.TwoYears();
        var supervisors = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.SignIn(Role.Supervisor)));
        var pages = await Task.WhenAll(supervisors.Select(supervisor => supervisor.Get($"/reports/{later}/links")));

        var sent = await Task.WhenAll(supervisors.Zip(pages, (supervisor, page) =>
            supervisor.Send(page, $"/reports/{later}/links?handler=CarryOver", ("Commitment", $"{commitment}"), ("Item", ""))));

        sent.ShouldAllBe(answer => answer.Status == HttpStatusCode.Redirect || answer.Status == HttpStatusCode.PreconditionFailed);
        sent.ShouldContain(answer => answer.Status == HttpStatusCode.Redirect);
        (await History(commitment)).OfType<CommitmentCarriedOver>().ShouldHaveSingleItem();
        (await History(CarryOver.IdOf(commitment, later))).Select(e => e.GetType()).ShouldBe([typeof(CommitmentRegistered), typeof(CommitmentTakenOver)]);
    }

    [Fact]
    public async Task Only_who_supervises_or_reviews_carries_over()
    {
        var (later, commitment) = await app.TwoYears();
        foreach (var role in new[] { Role.Reader, Role.DepartmentOfficer, Role.Administrator })
        {
            var browser = await app.SignIn(role);
            var sent = await browser.Send(await browser.Get("/reports"), $"/reports/{later}/links?handler=CarryOver", ("Commitment", $"{commitment}"));
            sent.Status.ShouldBe(HttpStatusCode.Forbidden);
        }
        (await History(commitment)).OfType<CommitmentCarriedOver>().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_carried_over_is_asked_of_the_report_after_the_next()
    {
        var (later, commitment) = await app.TwoYears();
        var supervisor = await app.SignIn(Role.Supervisor);
        await supervisor.Send(await supervisor.Get($"/reports/{later}/links"), $"/reports/{later}/links?handler=CarryOver", ("Commitment", $"{commitment}"), ("Item", ""));
        var town = (await app.Read(later)).Report.Organization;

        var third = await supervisor.Import(ReportsApp.Seed("jichuan/2024.txt"), town, 2025);

        var to = CarryOver.IdOf(commitment, later);
        (await app.YearLinks(third.ReportId)).Select(row => row.CommitmentId).ShouldContain(to);
        // The commitment it came from has gone on as another one, and is asked no more.
        (await History(commitment)).OfType<ProblemNamedAgain>().ShouldAllBe(again => again.Year == 2024);
    }

    async Task<IReadOnlyList<CommitmentEvent>> History(Guid id)
    {
        await using var session = app.Services.GetRequiredService<DocumentStore>().OpenSession();
        return [.. (await session.FetchStream(id, ct: Ct)).Select(e => (CommitmentEvent)e.Data)];
    }
}
