using Tracker.Reports;

namespace Tracker.Tests.Reports;

public class TargetFigureTests
{
    [Theory]
    [InlineData("案卷合格率达到90%以上", "atLeast", 90, "%", 90, 89.9)]
    [InlineData("行政复议纠错率下降到5%以下", "atMost", 5, "%", 4, 5.1)]
    [InlineData("全年开展专项检查不少于3次", "atLeast", 3, "次", 3, 2)]
    [InlineData("重大执法决定法制审核全覆盖", "full", 100, "%", 100, 99)]
    public void A_target_promises_a_number_that_can_be_held_against_what_is_reported(string target, string comparator, int number, string unit, double met, double missed)
    {
        var figure = TargetFigure.Of(target).ShouldNotBeNull();
        (figure.Comparator, figure.Number, figure.Unit).ShouldBe((comparator, number, unit));
        figure.IsMetBy((decimal)met).ShouldBeTrue();
        figure.IsMetBy((decimal)missed).ShouldBeFalse();
    }

    [Theory]
    [InlineData("案件总量双下降")]
    [InlineData("进一步加强执法监督")]
    [InlineData("")]
    public void Where_no_number_is_promised_there_is_none(string target) => TargetFigure.Of(target).ShouldBeNull();
}
