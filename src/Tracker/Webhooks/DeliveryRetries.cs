namespace Tracker.Webhooks;

/// <summary>How long a message waits after each failed attempt; after the last one it is given up.</summary>
public sealed record DeliveryRetries(IReadOnlyList<TimeSpan> Pauses)
{
    /// <summary>Ten attempts within a day: a restart is over in seconds, a machine that fell out at night is back in the morning.</summary>
    public static DeliveryRetries Default { get; } = new(
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ]);

    /// <param name="attempts">Made so far, 1 or more.</param>
    /// <returns>Null where it is given up.</returns>
    public DateTimeOffset? After(int attempts, DateTimeOffset now) => attempts <= Pauses.Count ? now + Pauses[attempts - 1] : null;
}
