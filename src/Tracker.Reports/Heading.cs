namespace Tracker.Reports;

/// <summary>A heading with what stands under it, down to the next heading of its rank or an outer one.</summary>
sealed class Heading
{
    /// <summary>Smaller is further out; halves lie between two manners of numbering.</summary>
    public required double Rank { get; set; }
    public required Marker? Marker { get; init; }
    /// <summary>Where the heading begins with its number.</summary>
    public required int Start { get; init; }
    public required int TitleStart { get; init; }
    public required int TitleEnd { get; init; }
    public required string Title { get; init; }
    public int End { get; set; }
    public Heading? Parent { get; set; }
    public HeadingCue Cue { get; set; }
    public List<Heading> Children { get; } = [];

    public int Depth => Parent is null ? 1 : Parent.Depth + 1;

    /// <summary>What the section is for, by its own words or those of the section around it.</summary>
    public SectionRole Role =>
        Cue.Problems ? SectionRole.Problems
        : Cue.Plans ? SectionRole.NextYear
        : Cue.Leader ? SectionRole.FirstResponsiblePerson
        : Cue.Measures ? SectionRole.Measures
        : Parent?.Role ?? SectionRole.Other;
}
