using Microsoft.AspNetCore.Http.HttpResults;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Reports;
using Tracker.Web.Api;
using Tracker.Web.Commitments;
using Tracker.Web.SignIn;
using Tracker.YearLinks;

namespace Tracker.Web.YearLinks;

/// <summary>年度衔接 over HTTP: what a later report says of a commitment, and what follows from it.</summary>
static class YearLinksApi
{
    public static void MapYearLinksApi(this IEndpointRouteBuilder routes)
    {
        var one = routes.MapApi("/commitments/{id:guid}", "Years");
        one.MapPut("/year-verdicts/{reportId:guid}", (Guid id, Guid reportId, YearVerdictRequest request, Call call, CancellationToken ct) =>
            call.Do(id, Steps.YearVerdict, new(reportId, request.Verdict, request.Note), ct)).Command("Settle what this later report said of it (认定)");
        one.MapPut("/recurrences/{reportId:guid}", (Guid id, Guid reportId, RecurrenceRequest request, Call call, CancellationToken ct) =>
            call.Do(id, Steps.Recurrence, new(reportId, request.Same, request.Note), ct)).Command("Say whether this later report names the same problem (问题再现)");
        one.MapPost("/recurrences", Add).Command("Note the same problem of a later report that comparing did not find (补记)");

        var report = routes.MapApi("/reports/{id:guid}", "Years");
        report.MapGet("/year-links", Links).WithSummary("What the report says of each commitment of the years before");
        report.MapPost("/sure-verdicts", AcceptSure).Changes("Take over the verdicts of which the comparison is sure");
        report.MapPost("/carry-overs", CarryOver).Changes("Carry commitments over into this report's year (结转)");
        report.MapPost("/review-closure", Close).Changes("Close the review of the year before (年度复核办结)");
    }

    static async Task<NoContent> Add(Guid id, AddedRecurrenceRequest request, Call call, DocumentStore store, CurrentActor current, CancellationToken ct)
    {
        current.Actor.Need(Right.DecideYearMatch);
        await using var session = store.OpenSession();
        var later = await session.AggregateStream<Commitment, CommitmentEvent>(request.OtherId!.Value, ct: ct);
        if (later is null || !current.Actor.MaySee(later)) throw new NotFoundException($"No commitment {request.OtherId} in the scope of {current.Actor.Id}.");
        return await call.Do(id, new AddRecurrence(later.Registered, Steps.Trimmed(request.Note)), ct);
    }

    static async Task<Ok<YearLinksAnswer>> Links(Guid id, ReportHandler reports, DocumentStore store, CurrentActor current, CancellationToken ct)
    {
        current.Actor.Need(Right.ReadLedger);
        await reports.Read(id, current.Actor, ct);
        await using var connection = await store.OpenConnectionAsync(ct);
        return TypedResults.Ok(new YearLinksAnswer(await YearLinksQuery.OfReport(connection, id, current.Actor, ct)));
    }

    static async Task<Ok<SureVerdictsAnswer>> AcceptSure(Guid id, ReportHandler reports, ReviewYear review, CurrentActor current, CancellationToken ct)
    {
        current.Actor.Need(Right.DecideYearMatch);
        await reports.Read(id, current.Actor, ct);
        return TypedResults.Ok(new SureVerdictsAnswer(await review.AcceptSure(id, current.Actor, ct)));
    }

    static async Task<Ok<CarryOverAnswer>> CarryOver(Guid id, CarryOverRequest request, CarryOver carryOver, CurrentActor current, CancellationToken ct)
    {
        if (request.Commitments is not { } chosen) return TypedResults.Ok(new CarryOverAnswer(await carryOver.AllNotDone(id, current.Actor, ct)));

        if (chosen.Count == 0 || chosen.Any(each => each is null) || chosen.Select(each => each.Id).Distinct().Count() < chosen.Count)
            throw new BadHttpRequestException("Each commitment is named once, and at least one is.");
        var choices = chosen.ToDictionary(each => each.Id!.Value, each => each.ItemId);
        return TypedResults.Ok(new CarryOverAnswer(await carryOver.Handle(id, choices, Steps.Trimmed(request.Note), current.Actor, ct)));
    }

    static async Task<NoContent> Close(Guid id, ReviewYear review, CurrentActor current, CancellationToken ct)
    {
        await review.Close(id, current.Actor, ct);
        return TypedResults.NoContent();
    }
}
