using System.Text;
using Tracker.Reports;

namespace Tracker.Tests.Reports;

public class HtmlTextTests
{
    [Fact]
    public void Scripts_menus_and_share_bars_are_left_out_and_blocks_become_lines()
    {
        var text = Read("""
            <html><head><title>t</title><style>p{}</style></head><body>
            <nav>首页 政务公开</nav><div class="share-bar">分享到 微信</div><script>var a = "存在的问题";</script>
            <h1>青岚县2023年法治政府建设年度报告</h1><p>一、主要<b>举措</b>和成效</p><p>坚持依法行政，各项工作取得新的进展和成效，群众满意度不断提升。</p>
            <div style="display: none">看不见</div><p>二、存在的<br>不足</p></body></html>
            """);

        text.ShouldBe("青岚县2023年法治政府建设年度报告\n一、主要举措和成效\n坚持依法行政，各项工作取得新的进展和成效，群众满意度不断提升。\n二、存在的\n不足");
    }

    [Fact]
    public void A_row_is_a_line_with_tabs() =>
        Read("<table><tr><td>项目</td><td>数量</td></tr><tr><td>行政许可</td><td>12</td></tr></table>").ShouldBe("项目\t数量\n行政许可\t12");

    [Fact]
    public void An_ordered_list_keeps_the_numbers_that_the_browser_shows() =>
        Read("<p>存在的不足</p><ol><li>执法力量薄弱。</li><li>宣传不够。</li></ol>").ShouldBe("存在的不足\n1.执法力量薄弱。\n2.宣传不够。");

    [Fact]
    public void A_page_in_GBK_says_so_itself()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var bytes = Encoding.GetEncoding("gb18030").GetBytes("<html><head><meta charset=\"gbk\"></head><body><p>青岚</p></body></html>");

        ReportFile.Decode(bytes, "a.html").ShouldBe(new("青岚", "html", "GB18030"));
    }

    [Fact]
    public void A_page_nested_ten_thousand_deep_is_borne() =>
        Read(string.Concat(Enumerable.Repeat("<div>", 10_000)) + "青岚县法治政府建设").ShouldBe("青岚县法治政府建设");

    static string Read(string html) => ReportFile.Decode(Encoding.UTF8.GetBytes(html), "a.html").Text;
}
