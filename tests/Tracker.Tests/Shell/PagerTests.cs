using Microsoft.AspNetCore.Http;
using Tracker.Web.Shell;

namespace Tracker.Tests.Shell;

public class PagerTests
{
    [Fact]
    public void An_empty_list_has_one_page_and_shows_none()
    {
        var pager = new Pager(1, 50, 0);

        (pager.Pages, pager.First, pager.Last).ShouldBe((1, 0L, 0L));
    }

    [Fact]
    public void The_last_page_ends_with_the_last_row() => new Pager(3, 50, 120).Last.ShouldBe(120);

    [Fact]
    public void Far_pages_are_left_out_with_a_gap_on_each_side() =>
        new Pager(10, 50, 1000).Steps().ShouldBe([1, null, 8, 9, 10, 11, 12, null, 20]);

    [Fact]
    public void A_link_keeps_the_filter_and_replaces_the_page()
    {
        var request = new DefaultHttpContext().Request;
        request.Path = "/ledger";
        request.QueryString = new("?unit=a&unit=b&page=4");

        Pager.Link(request, 5).ShouldBe("/ledger?unit=a&unit=b&page=5");
    }
}
