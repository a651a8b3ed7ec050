using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Tracker.Reports;
using Tracker.Web.Api;

namespace Tracker.Web.Reports;

/// <summary>What the reading page does with a report's items, over HTTP.</summary>
static class ReportItemsApi
{
    public static void MapReportItemsApi(this IEndpointRouteBuilder routes)
    {
        var report = routes.MapApi("/reports/{id:guid}", "Reports");
        report.MapPost("/confirmation", Confirm).Command("Confirm items (确认): each becomes a commitment under the item's id");
        report.MapPost("/items", Add).Command("Add what the reader overlooked (补录)");
        report.MapPost("/merge", Merge).Command("Make one item of several (合并)");

        var item = report.MapGroup("/items/{item:guid}");
        item.MapPut("", (Guid id, Guid item, ItemRequest request, ReportCall call, CancellationToken ct) =>
            call.Do(id, new CorrectItem(item, request.Kind!.Value, request.Title!, request.Start!.Value, request.End!.Value), ct)).Command("Correct an item (校正)");
        item.MapDelete("", (Guid id, Guid item, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] DropRequest? request, ReportCall call, CancellationToken ct) =>
            call.Do(id, new DropItem(item, string.IsNullOrWhiteSpace(request?.Reason) ? null : request.Reason.Trim()), ct)).Command("Drop an item (剔除)");
        item.MapPost("/split", Split).Command("Make two items of one (拆分)");
        item.MapPut("/wording", (Guid id, Guid item, WordingRequest request, ReportCall call, CancellationToken ct) =>
            call.Do(id, new AgreeWording(item, request.Wording), ct)).Command("Agree a wording (议定)");
    }

    static async Task<Ok<ItemsAnswer>> Confirm(Guid id, ConfirmationRequest request, ReportCall call, CancellationToken ct)
    {
        var items = request.ItemIds ?? await call.AllItems(id, ct);
        await call.Do(id, new ConfirmItems(items), ct);
        return TypedResults.Ok(new ItemsAnswer([.. items.Distinct()]));
    }

    static async Task<Ok<ItemsAnswer>> Add(Guid id, ItemRequest request, ReportCall call, CancellationToken ct)
    {
        var (kind, start, end) = (request.Kind!.Value, request.Start!.Value, request.End!.Value);
        var added = call.NewId(id, 1);
        await call.Do(id, new AddItem(added, kind, request.Title!, start, end), ct);
        // Where it was there already, it keeps the id that it has.
        var standing = (await call.Items(id, ct)).FirstOrDefault(item => item.Kind == kind && item.Start == start && item.End == end);
        return TypedResults.Ok(new ItemsAnswer([standing?.Id ?? added]));
    }

    static async Task<Ok<ItemsAnswer>> Split(Guid id, Guid item, SplitRequest request, ReportCall call, CancellationToken ct)
    {
        var (first, second) = (call.NewId(id, 1), call.NewId(id, 2));
        await call.Do(id, new SplitItem(item, first, second, request.At!.Value), ct);
        return TypedResults.Ok(new ItemsAnswer([first, second]));
    }

    static async Task<Ok<ItemsAnswer>> Merge(Guid id, MergeRequest request, ReportCall call, CancellationToken ct)
    {
        var into = call.NewId(id, 1);
        await call.Do(id, new MergeItems(request.ItemIds!, into), ct);
        return TypedResults.Ok(new ItemsAnswer([into]));
    }
}
