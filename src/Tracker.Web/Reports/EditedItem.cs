namespace Tracker.Web.Reports;

/// <summary>An item with the page it stands in.</summary>
public sealed record EditedItem(ReadModel Page, ItemOnPage Item);
