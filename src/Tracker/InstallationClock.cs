namespace Tracker;

/// <summary>The one clock and the one zone of an installation: limits are dates in it, instants are stored in UTC.</summary>
public sealed class InstallationClock(TimeProvider time, TimeZoneInfo zone)
{
    public TimeZoneInfo Zone => zone;

    /// <summary>This instant, UTC.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Today's date where the officials are, whatever the server's own zone.</summary>
    public DateOnly Today => DateOf(Now);

    public DateTimeOffset ToLocal(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);

    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(ToLocal(instant).DateTime);
}
