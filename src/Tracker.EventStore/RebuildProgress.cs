namespace Tracker.EventStore;

/// <summary>How far a rebuild is.</summary>
/// <param name="Projection">Its name.</param>
/// <param name="Events">Events replayed so far, with those of an earlier run that was broken off.</param>
/// <param name="Total">Events to replay; it grows with what is appended meanwhile.</param>
/// <param name="EventsPerSecond">The rate of this run.</param>
/// <param name="TimeLeft">At that rate; null before there is one. Making indexes comes on top.</param>
public sealed record RebuildProgress(string Projection, long Events, long Total, double EventsPerSecond, TimeSpan? TimeLeft);

/// <summary>Why a rebuild was not begun, or not finished.</summary>
public enum RebuildRefusal
{
    /// <summary>Views, foreign keys, triggers or sequences would be lost with the old tables.</summary>
    HasDependents,

    /// <summary>Another run is at it.</summary>
    IsRunning,

    /// <summary>Its tables or its skipped events were changed meanwhile: the next run begins anew.</summary>
    WasChanged,
}

/// <summary>A rebuild was refused; the old rows are as they were.</summary>
/// <param name="projection">The projection.</param>
/// <param name="reason">Why.</param>
/// <param name="dependents">What hangs on its tables, as PostgreSQL describes it.</param>
public sealed class RebuildRefusedException(string projection, RebuildRefusal reason, IReadOnlyList<string>? dependents = null)
    : Exception($"{projection} can't be rebuilt: " + reason switch
    {
        RebuildRefusal.HasDependents => $"{string.Join(", ", dependents ?? [])} would be lost with the old table. Drop it first and make it anew afterwards.",
        RebuildRefusal.IsRunning => "it is being rebuilt already.",
        _ => "its tables or its skipped events were changed meanwhile. Run it again.",
    })
{
    public string Projection => projection;

    public RebuildRefusal Reason => reason;

    public IReadOnlyList<string> Dependents => dependents ?? [];
}
