using System.Text.Json.Serialization;

namespace Tracker.Web.Commitments;

static class CommitmentsHosting
{
    public static void AddCommitments(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<Call>();
        builder.Services.AddScoped<Chosen>();
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(allowIntegerValues: false)));
    }

    public static void MapCommitments(this WebApplication app)
    {
        app.MapEvidence();
        app.MapCommitmentsApi();
    }
}
