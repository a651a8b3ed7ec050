namespace Tracker.Web.Commitments;

static class CommitmentsHosting
{
    public static void AddCommitments(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<Call>();
        builder.Services.AddScoped<Chosen>();
    }

    public static void MapCommitments(this WebApplication app) => app.MapEvidence();
}
