using System.Net;
using System.Text.RegularExpressions;
using Tracker.People;
using Tracker.Reports;
using Tracker.Web.Tests.Reports;
using Tracker.YearLinks;

namespace Tracker.Web.Tests.YearLinks;

[Collection(nameof(ReportsApp))]
public class YearReviewTests(ReportsApp app)
{
    [Fact]
    public async Task The_sure_ones_are_accepted_at_once_and_the_others_are_left()
    {
        var (later, _) = await app.TwoYears();
        var reviewer = await app.SignIn(Role.Reviewer);
        var before = await app.YearLinks(later);
        var sure = before.Count(row => row.IsSure);
        sure.ShouldBeInRange(1, before.Count - 1);

        await reviewer.Send(await reviewer.Get($"/reports/{later}/links"), $"/reports/{later}/links?handler=AcceptSure");

        (await reviewer.Get($"/reports/{later}/links")).Html.ShouldContain($"已按建议认定 {sure} 项");
        var after = await app.YearLinks(later);
        var accepted = after.Where(row => row.Decided is not null).ToList();
        accepted.Count.ShouldBe(sure);
        accepted.ShouldAllBe(row => row.Decided == row.Suggested && row.DecidedBy == "Reviewer");
        after.Count(row => row.IsSure).ShouldBe(0);
    }

    [Fact]
    public async Task A_review_is_closed_once_every_commitment_has_its_verdict()
    {
        var (later, commitment) = await app.TwoYears();
        var reviewer = await app.SignIn(Role.Reviewer);
        var links = $"/reports/{later}/links";

        var refused = await reviewer.Send(await reviewer.Get(links), $"{links}?handler=Close");
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Words.ShouldMatch("还有 \\d+ 项没有认定结论");

        foreach (var row in await app.YearLinks(later))
            await reviewer.Send(await reviewer.Get(links), $"{links}?handler=Decide", ("Commitment", $"{row.CommitmentId}"), ("Verdict", "NotMentioned"), ("Accept", $"{row.Suggested}"));
        (await reviewer.Send(await reviewer.Get(links), $"{links}?handler=Close")).Location.ShouldBe(links);

        var closed = await reviewer.Get(links);
        var rows = await app.YearLinks(later);
        closed.Words.ShouldContain($"{rows[0].Year - 1} 年度承诺复核已办结");
        closed.Words.ShouldContain($"共 {rows.Count} 项：已交代 {rows.Count(row => row.Decided == YearVerdict.Answered)} 项");
        closed.Words.ShouldContain("办结人：Reviewer");
        closed.Html.ShouldContain(CloseYearReview.DigestOf(rows));
        closed.Html.ShouldNotContain("handler=Close");

        await reviewer.Send(closed, $"{links}?handler=Decide", ("Commitment", $"{commitment}"), ("Verdict", "Partly"), ("Note", "另有说明"));
        var changed = await reviewer.Get(links);
        changed.Words.ShouldContain("办结之后，结论有增加或变动");
        changed.Html.ShouldContain("handler=Close");
    }

    [Fact]
    public async Task Only_a_reviewer_accepts_and_closes()
    {
        var (later, _) = await app.TwoYears();
        var supervisor = await app.SignIn(Role.Supervisor);
        var page = await supervisor.Get("/reports");

        (await supervisor.Send(page, $"/reports/{later}/links?handler=AcceptSure")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await supervisor.Send(page, $"/reports/{later}/links?handler=Close")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await supervisor.Get($"/reports/{later}/links")).Html.ShouldNotMatch("handler=(AcceptSure|Close|Decide)");
    }

    [Fact]
    public async Task Words_that_both_texts_share_are_marked_in_both()
    {
        var (later, _) = await app.TwoYears();

        var page = await (await app.SignIn(Role.Reader)).Get($"/reports/{later}/links");

        Regex.Count(page.Html, "<mark>[^<]+</mark>").ShouldBeGreaterThan(4);
    }
}
