using Tracker.People;

namespace Tracker.Web.Commitments;

/// <summary>The history of one commitment, oldest first.</summary>
public sealed record HistoryAnswer(IReadOnlyList<FactAnswer> Items)
{
    public static HistoryAnswer Of(CommitmentView view) => new([.. view.History.Reverse().Select(entry =>
        new FactAnswer(entry.Version, entry.Name, entry.At, entry.Fact.By, CommitmentView.Line(entry).Sentence, entry.Fact))]);
}

/// <param name="Name">As it is stored, for ever.</param>
/// <param name="Sentence">In the language that the call asks for.</param>
/// <param name="Data">All that the fact says; its members depend on the name.</param>
public sealed record FactAnswer(long Version, string Name, DateTimeOffset At, By By, string Sentence, object Data);
