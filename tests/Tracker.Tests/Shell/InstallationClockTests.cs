namespace Tracker.Tests.Shell;

public class InstallationClockTests
{
    [Theory]
    [InlineData("2025-06-30T15:59:59Z", "2025-06-30")]
    [InlineData("2025-06-30T16:00:00Z", "2025-07-01")]
    public void A_day_begins_at_midnight_where_the_officials_are(string instant, string today) =>
        At(instant).Today.ToString("yyyy-MM-dd", null).ShouldBe(today);

    [Fact]
    public void An_instant_is_shown_in_the_installations_zone() =>
        At("2025-01-01T00:00:00Z").ToLocal(DateTimeOffset.Parse("2025-01-01T00:00:00Z", null)).Hour.ShouldBe(8);

    static InstallationClock At(string instant) =>
        new(new Stopped(DateTimeOffset.Parse(instant, null)), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    sealed class Stopped(DateTimeOffset instant) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => instant;
    }
}
