using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.Rights;

public sealed class RightsOfEndpointsTests(Town town)
{
    [Fact]
    public async Task Print() =>
        TestContext.Current.SendDiagnosticMessage(string.Join('\n', await Endpoints.Of(town.Services)));
}
