using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Tracker.Web.Api;

/// <summary>The headers of a call, from what its endpoint says of itself.</summary>
static class OpenApiHeaders
{
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var said = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        if (said.OfType<TakesVersion>().Any())
            operation.Parameters.Add(Header("If-Match", "The version that the caller saw, as the ETag had it; where another is there by now the answer is 412. Without it any version will do."));
        if (said.OfType<TakesKey>().Any())
            operation.Parameters.Add(Header(CallHeaders.Key, "The caller's own name for this call: sent again under the same, it is done once and answered alike."));
        if (said.OfType<GivesVersion>().Any() && operation.Responses?.FirstOrDefault(answer => answer.Key[0] == '2').Value is OpenApiResponse done)
        {
            done.Headers ??= new Dictionary<string, IOpenApiHeader>();
            done.Headers["ETag"] = new OpenApiHeader { Description = "The version.", Schema = Text() };
        }
        return Task.CompletedTask;
    }

    static OpenApiParameter Header(string name, string description) =>
        new() { Name = name, In = ParameterLocation.Header, Description = description, Schema = Text() };

    static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}
