using Tracker.CommonProblems;

namespace Tracker.Web.CommonProblems;

static class CommonProblemsHosting
{
    public static void AddCommonProblems(this WebApplicationBuilder builder) => builder.Services.AddSingleton<KnownClusters>();
}
