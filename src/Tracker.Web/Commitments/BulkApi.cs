using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Validation;
using Tracker.Commitments;
using Tracker.Web.Api;
using Tracker.Web.Shell;
using Tracker.Web.SignIn;

namespace Tracker.Web.Commitments;

/// <summary>Commands on many commitments in one call: each is decided by itself, and the refusal of one stops no other.</summary>
sealed partial class BulkApi(
    CommitmentHandler handler, CurrentActor current, Chosen chosen, IOptions<JsonOptions> json, IOptions<ValidationOptions> validation,
    IServiceProvider services, Texts texts, ILogger<BulkApi> log)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapApi("/commitments/bulk", "Commitments").MapPost("", (BulkRequest request, BulkApi bulk, HttpRequest http, CancellationToken ct) => bulk.Do(request, CallHeaders.KeyOf(http), ct))
            .Changes("Commands on up to 500 commitments, each answered by itself").WithMetadata(new TakesKey());

    async Task<Ok<BulkAnswer>> Do(BulkRequest request, string? key, CancellationToken ct)
    {
        await chosen.Load(ct);
        var answers = new List<BulkItemAnswer>(request.Items!.Count);
        foreach (var (nth, item) in request.Items.Index())
            answers.Add(await One(item, key is null ? null : $"{key}#{nth}", ct));
        return TypedResults.Ok(new BulkAnswer(answers));
    }

    async Task<BulkItemAnswer> One(BulkItemRequest? item, string? key, CancellationToken ct)
    {
        try
        {
            if (item is not { Id: { } id, Command: { } name }) throw new BadHttpRequestException("An item needs its id and its command.");
            if (!Steps.All.TryGetValue(name, out var step)) throw new BadHttpRequestException($"There is no command {name}.");
            var expected = CallHeaders.Expected(item.IfMatch);
            var body = step.Read(item.Body, json.Value.SerializerOptions);
            if (body is not null) await Validate(body, ct);
            var version = await handler.Handle(id, step.Command(body, chosen), current.Actor, expected, key, ct);
            return new(id, StatusCodes.Status204NoContent, CallHeaders.Tag(version), null);
        }
        catch (Exception failed) when (!ct.IsCancellationRequested)
        {
            var problem = Problems.Of(failed, texts);
            if (problem.Status >= 500) Failed(failed, item?.Id);
            return new(item?.Id, problem.Status!.Value, null, problem);
        }
    }

    // What the framework does for a body of its own it leaves undone for one within another.
    async Task Validate(object body, CancellationToken ct)
    {
#pragma warning disable ASP0029 // meant for this; its shape may change with the framework, which the build would tell
        if (!validation.Value.TryGetValidatableTypeInfo(body.GetType(), out var shape)) throw new InvalidOperationException($"{body.GetType()} is not validated.");
        var context = new ValidateContext { ValidationOptions = validation.Value, ValidationContext = new(body, services, null) };
        await shape.ValidateAsync(body, context, ct);
        if (context.ValidationErrors is { Count: > 0 } errors) throw new BadHttpRequestException(string.Join(' ', errors.SelectMany(error => error.Value)));
#pragma warning restore ASP0029
    }

    [LoggerMessage(LogLevel.Error, "A command on commitment {Id} failed among others.")]
    partial void Failed(Exception exception, Guid? id);
}
