using Tracker.Commitments;

namespace Tracker.Tests;

public class PlainTextTests
{
    [Theory]
    [InlineData("完成率<90%，达标>3项")]
    [InlineData("一是整改；\r\n\t二是“回头看”★①✓")]
    [InlineData("𠮷林 〇二五年")]
    [InlineData("a<b，b>c")]
    [InlineData(null)]
    public void What_officials_write_is_text(string? text) => Should.NotThrow(() => PlainText.Need(text));

    [Theory]
    [InlineData("完成\0一半", "text-unseen")]
    [InlineData("完成\u0007", "text-unseen")]
    [InlineData("倒\u202E写", "text-unseen")]
    [InlineData("半个\uD83D字", "text-unseen")]
    [InlineData("已完成👍", "text-picture")]
    [InlineData("<b>已完成</b>", "text-markup")]
    [InlineData("<script src=x>", "text-markup")]
    [InlineData("<!doctype html>", "text-markup")]
    public void What_no_paper_can_show_is_refused(string text, string code) =>
        Should.Throw<RefusalException>(() => PlainText.Need(text)).Code.ShouldBe(code);

    [Fact]
    public void A_text_has_an_end()
    {
        Should.NotThrow(() => PlainText.Need(new string('长', 4000)));
        Should.Throw<RefusalException>(() => PlainText.Need(new string('长', 4001))).Code.ShouldBe("text-long");
    }

    [Fact]
    public void The_parts_of_a_command_are_asked_too() =>
        Should.Throw<RefusalException>(() => PlainText.Need(new ReportProgress("进展", 5, null, [new ReportedFigure("目标👍", 5, null)]))).Code.ShouldBe("text-picture");

    [Fact]
    public void What_a_report_said_is_not_asked_again() =>
        Should.NotThrow(() => PlainText.Need(new YearLinksCommand(new Commented("报告里的👍", new(Guid.Empty, "甲", null, null)))));

    sealed record YearLinksCommand(CommitmentEvent Later);
}
