using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using Tracker.Web.Commitments;
using Tracker.Web.Drafting;
using Tracker.Web.Ledger;
using Tracker.Web.People;
using Tracker.Web.Reports;
using Tracker.Web.YearLinks;

namespace Tracker.Web.Api;

/// <summary>Everything that the pages do, for programs: /api, and its description.</summary>
static class ApiHosting
{
    const string Token = "token";

    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<ReportCall>();
        builder.Services.AddScoped<BulkApi>();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(allowIntegerValues: false));
            // A number is a number: "5" is none, and needs no word in the description.
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        builder.Services.AddSingleton<OpenApiDescription>();
        builder.Services.AddOpenApi(OpenApiDescription.Name, options =>
        {
            options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) is true;
            options.AddOperationTransformer(OpenApiHeaders.Describe);
            options.AddSchemaTransformer(OpenApiRequests.Describe);
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new()
                {
                    Title = "Tracker",
                    Version = "1",
                    Description = "A call is made with an interface token (接口令牌) or in a signed-in browser, and does what the person may do in the pages. Times are UTC, limits are dates of the installation. A failure is problem+json; its type is a code.",
                };
                document.Components ??= new();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    [Token] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "接口令牌: made under /account/tokens." },
                };
                document.Security = [new() { [new OpenApiSecuritySchemeReference(Token, document)] = [] }];
                return Task.CompletedTask;
            });
        });
    }

    public static void MapApi(this WebApplication app)
    {
        // It says how to call, and nothing of what is stored: a program reads it before it has a token.
        app.MapGet("/api/openapi.json", async (OpenApiDescription description) => TypedResults.Bytes(await description.Json, "application/json"))
            .ExcludeFromDescription().AllowAnonymous();
        app.MapLedgerApi();
        app.MapCommitmentsApi();
        BulkApi.Map(app);
        app.MapYearLinksApi();
        app.MapReportsApi();
        app.MapReportItemsApi();
        app.MapDraftApi();
        app.MapPeopleApi();
    }
}
