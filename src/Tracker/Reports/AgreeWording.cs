using Tracker.People;

namespace Tracker.Reports;

/// <summary>议定: what a vague promise is agreed to mean before it is dispatched; an empty wording goes back to the report's own.</summary>
public sealed record AgreeWording(Guid ItemId, string? Wording) : ReportCommand
{
    public const int Longest = 1000;

    public override IReadOnlyList<ReportEvent> Decide(ReportState report, string text, Actor actor)
    {
        var item = NeedOpenItem(report, ItemId);
        // Browsers send two characters for a line end that they count as one.
        var wording = Wording?.ReplaceLineEndings("\n").Trim();
        if (wording?.Length > Longest)
            throw new RefusalException("wording-too-long", $"议定表述请控制在 {Longest} 字以内。");
        // The report's own words said again are no agreement.
        if (string.IsNullOrEmpty(wording) || wording == item.Title || wording == item.Text.Trim()) wording = null;

        return wording == item.Agreed ? [] : [new ItemWordingAgreed(ItemId, wording, actor.By)];
    }
}
