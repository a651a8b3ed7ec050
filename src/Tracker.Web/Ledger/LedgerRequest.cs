using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tracker.Commitments;
using Tracker.Ledger;
using Tracker.Reports;

namespace Tracker.Web.Ledger;

// Public, or AddValidation() silently skips it.

public sealed record LedgerRequest(
    [property: FromQuery(Name = "unit"), Description("Lead or co-unit, itself or a unit below it.")] Guid? Unit,
    [property: FromQuery(Name = "status"), EnumDataType(typeof(CommitmentStatus))] CommitmentStatus? Status,
    [property: FromQuery(Name = "light"), EnumDataType(typeof(Light))] Light? Light,
    [property: FromQuery(Name = "year"), Description("The report's year.")] int? Year,
    [property: FromQuery(Name = "kind"), EnumDataType(typeof(ItemKind))] ItemKind? Kind,
    [property: FromQuery(Name = "organization"), StringLength(200), RegularExpression(@"[^\0]*"), Description("报告单位, by full name.")] string? Organization,
    [property: FromQuery(Name = "onlyOpen"), Description("Neither closed nor carried over.")] bool? OnlyOpen,
    [property: FromQuery(Name = "extensionAsked"), Description("延期待批 only.")] bool? ExtensionAsked,
    [property: FromQuery(Name = "sort"), EnumDataType(typeof(LedgerSort)), Description("By limit (Due, the default), last change (Changed: newest first; Waiting: oldest first), or as in the reports (Report).")] LedgerSort? Sort,
    [property: FromQuery(Name = "cursor"), StringLength(2000), Description("The \"next\" of the page before, with the same filter and order.")] string? Cursor,
    [property: FromQuery(Name = "limit"), Range(1, 200), Description("How many rows; 50 where nothing is said.")] int? Limit)
{
    public const int Usual = 50;

    public LedgerFilter Filter => new(
        Unit, Status, Light, Year, Kind, string.IsNullOrEmpty(Organization) ? null : Organization, OnlyOpen ?? false, ExtensionAsked ?? false, Sort ?? LedgerSort.Due);
}
