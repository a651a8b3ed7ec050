namespace Tracker.Drafting;

/// <summary>The next report as far as the events of this report's commitments give it, in the regulation's five parts.</summary>
/// <param name="Year">The year that the drafted report is about: the one after the report whose commitments it answers.</param>
/// <param name="Name">What stands on the title's second line, below the organisation.</param>
/// <param name="On">The day up to which the records were read.</param>
public sealed record Draft(string Organization, int Year, string Name, DateOnly On, IReadOnlyList<DraftPart> Parts)
{
    public string Title => $"{Organization}{Name}";

    public IEnumerable<DraftSentence> Sentences => Parts.SelectMany(part => part.Paragraphs).SelectMany(paragraph => paragraph.Sentences);
}

public sealed record DraftPart(string Heading, IReadOnlyList<DraftParagraph> Paragraphs);

/// <summary>A paragraph about one commitment, or about all of them where it names none.</summary>
/// <param name="Number">（一）, （二） … within its part; null where it stands unnumbered.</param>
public sealed record DraftParagraph(IReadOnlyList<DraftSentence> Sentences, Guid? CommitmentId = null, string? Title = null, string? Number = null);

/// <summary>One sentence with the events that it was made from.</summary>
/// <param name="Sources">None only where the drafter has to supply it: then the text stands in 【】.</param>
public sealed record DraftSentence(string Text, IReadOnlyList<DraftSource> Sources)
{
    /// <summary>The number of its note, counted through the whole draft; null without sources.</summary>
    public int? Note { get; init; }

    /// <summary>系统没有记录: nothing stands behind it, and a person writes it.</summary>
    public bool ToSupply => Sources.Count == 0;

    /// <summary>What no event tells.</summary>
    internal static DraftSentence Missing(string what) => new($"【{what}】", []);
}

/// <summary>One event behind a sentence.</summary>
/// <param name="Version">Its place in the commitment's history, from 1.</param>
/// <param name="What">The event as the timeline tells it.</param>
/// <param name="By">Unit and person, with the names of that day.</param>
public sealed record DraftSource(Guid CommitmentId, string Title, long Version, DateTimeOffset At, string What, string By)
{
    const int Longest = 60;

    /// <summary><see cref="What"/> cut to a note's length: the sentence itself stands above, and the whole in the timeline.</summary>
    public string Brief => What.Length <= Longest ? What
        : $"{What[..(char.IsHighSurrogate(What[Longest - 1]) ? Longest - 1 : Longest)].TrimEnd('，', '、', '；', '：', '。', ' ')}……";
}
