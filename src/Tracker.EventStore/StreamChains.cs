namespace Tracker.EventStore;

/// <summary>How an event stands to the chain of its stream.</summary>
public enum ChainStanding : byte
{
    /// <summary>It carries the link that its content and its predecessor give.</summary>
    Whole,

    /// <summary>Another program (a Marten) wrote it: it carries none, and the chain goes on over it.</summary>
    Foreign,

    /// <summary>It carries another link, or its predecessor is missing.</summary>
    Broken,
}

/// <summary>Walks the events of all streams in the order of their numbers; remembers one link a stream.</summary>
sealed class StreamChains
{
    readonly Dictionary<Guid, (long Version, Chain Chain)> last = [];

    public bool Knows(Guid stream) => last.ContainsKey(stream);

    /// <summary>The version that a stream stands at; 0 where it wasn't met.</summary>
    public long VersionOf(Guid stream) => last.TryGetValue(stream, out var before) ? before.Version : 0;

    /// <summary>Says what stood at a stream's last version, where the walk did not see it.</summary>
    public void Set(Guid stream, long version, Chain chain) => last[stream] = (version, chain);

    /// <summary>The link of the next event, and how it stands to what it carries.</summary>
    public (Chain Link, ChainStanding Standing) Weigh(EventImage e)
    {
        var known = last.TryGetValue(e.StreamId, out var before);
        var link = Chain.Of(known ? before.Chain : null, e);
        var fits = e.Version == before.Version + 1 && (e.Chain is null || Chain.Parse(e.Chain) == link);
        return (link, !fits ? ChainStanding.Broken : e.Chain is null ? ChainStanding.Foreign : ChainStanding.Whole);
    }

    /// <summary>The same, and goes on behind the event: the next one was chained to what this one carries.</summary>
    public (Chain Link, ChainStanding Standing) Next(EventImage e)
    {
        var (link, standing) = Weigh(e);
        last[e.StreamId] = (e.Version, Chain.Parse(e.Chain) ?? link);
        return (link, standing);
    }
}
