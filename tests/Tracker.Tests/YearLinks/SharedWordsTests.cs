using Tracker.Reports;

namespace Tracker.Tests.YearLinks;

public class SharedWordsTests
{
    [Theory]
    [InlineData("进一步加强行政复议规范化建设", "行政复议案件按期审结率达到100%", "行政复议")]
    [InlineData("新增停车位1000个", "全年新增停车位1250个", "停车位")]
    [InlineData("推动工作落实", "推动工作开展", "")]
    [InlineData("", "任何文字", "")]
    public void Words_that_stand_in_both_are_found_without_stock_phrases(string text, string other, string expected) =>
        string.Join(' ', SharedWords.In(text, other).Select(part => text[part.Start..part.End])).ShouldBe(expected);
}
