using System.Collections.Immutable;
using Tracker.EventStore;

namespace Tracker.Reports;

/// <summary>One organisation's report of one genre and year, with its items as they stand now.</summary>
public sealed record ReportState(Guid Id, string Organization, Genre Genre, int Year) : IAggregate<ReportState, ReportEvent>
{
    public DateOnly? Published { get; init; }
    public string FileName { get; init; } = "";
    public string FileSha256 { get; init; } = "";
    public string TextSha256 { get; init; } = "";
    public string Format { get; init; } = "";
    public StatutoryContents Statutory { get; init; } = new(false, false, false, false);
    public int Revision { get; init; } = 1;
    public ImmutableList<ItemState> Items { get; init; } = [];

    /// <summary>The last closing of the review of the year before by this report.</summary>
    public YearReviewClosed? YearReview { get; init; }

    public static ReportState Create(Guid id, ReportEvent first)
    {
        var x = first as ReportImported ?? throw new InvalidOperationException($"Stream {id} does not begin with an import.");
        return new(id, x.Organization, x.Genre, x.Year)
        {
            Published = x.Published, FileName = x.FileName, FileSha256 = x.FileSha256, TextSha256 = x.TextSha256, Format = x.Format,
            Statutory = x.Statutory, Items = [.. x.Items.Select(item => new ItemState(item, ItemStatus.Found))],
        };
    }

    public ReportState Apply(ReportEvent e) => e switch
    {
        ReportRevised x => Revised(x),
        ItemCorrected x => Change(x.ItemId, item => item with { Item = item.Item with { Kind = x.Kind, Title = x.Title, Text = x.Text, Start = x.Start, End = x.End, Units = x.Text == item.Item.Text ? item.Item.Units : null } }),
        ItemWordingAgreed x => Change(x.ItemId, item => item with { Item = item.Item with { Agreed = x.Agreed } }),
        ItemAdded x => this with { Items = Ordered(Items.Add(new(x.Item, ItemStatus.Found))) },
        ItemSplit x => this with { Items = Ordered(Items.RemoveAll(item => item.Item.Id == x.ItemId).AddRange(Found(x.Parts))) },
        ItemsMerged x => this with { Items = Ordered(Items.RemoveAll(item => x.ItemIds.Contains(item.Item.Id)).Add(new(x.Into, ItemStatus.Found))) },
        ItemDropped x => Change(x.ItemId, item => item with { Status = ItemStatus.Dropped }),
        YearReviewClosed x => this with { YearReview = x },
        ItemsConfirmed x => this with { Items = [.. Items.Select(item => x.ItemIds.Contains(item.Item.Id) ? item with { Status = ItemStatus.Confirmed } : item)] },
        _ => this,
    };

    public ItemState? Find(Guid itemId) => Items.Find(item => item.Item.Id == itemId);

    ReportState Revised(ReportRevised x)
    {
        // A confirmed item is a commitment by now: it stays, even where the new text has dropped it.
        var before = Items.ToDictionary(item => item.Item.Id);
        var kept = Items.Where(item => item.Status is ItemStatus.Confirmed && x.Items.All(i => i.Id != item.Item.Id));
        return this with
        {
            Published = x.Published, Statutory = x.Statutory, FileName = x.FileName, FileSha256 = x.FileSha256, TextSha256 = x.TextSha256,
            Format = x.Format, Revision = Revision + 1,
            Items = Ordered([.. kept, .. x.Items.Select(Standing)]),
        };

        ItemState Standing(FoundItem item) => before.TryGetValue(item.Id, out var known)
            ? new(item with { Agreed = known.Item.Agreed }, known.Status)
            : new(item, ItemStatus.Found);
    }

    ReportState Change(Guid itemId, Func<ItemState, ItemState> change) =>
        this with { Items = Ordered([.. Items.Select(item => item.Item.Id == itemId ? change(item) : item)]) };

    static IEnumerable<ItemState> Found(IEnumerable<FoundItem> items) => items.Select(item => new ItemState(item, ItemStatus.Found));

    static ImmutableList<ItemState> Ordered(ImmutableList<ItemState> items) => [.. items.OrderBy(item => item.Item.Start).ThenBy(item => item.Item.End)];
}

public sealed record ItemState(FoundItem Item, ItemStatus Status);

/// <summary>待确认, 已确认, 已剔除.</summary>
public enum ItemStatus { Found, Confirmed, Dropped }
