using System.Text.Json;
using Microsoft.AspNetCore.Authentication;

namespace Tracker.Web.SignIn;

/// <summary>Why a sign-in by the provider did not come about, as the sign-in page words it.</summary>
static class ProviderProblem
{
    public const string Denied = "denied";
    public const string Down = "down";
    public const string Left = "left";
    public const string LinkedElsewhere = "linked-elsewhere";
    public const string LinkedAlready = "linked-already";

    const string State = "state";
    const string Answer = "answer";

    public static readonly string[] Known = [Denied, Down, State, Answer, Left, LinkedElsewhere, LinkedAlready];

    public static string Page(string problem) => $"/sign-in?problem={problem}";

    public static string Of(Exception? failure) => failure switch
    {
        HttpRequestException or TaskCanceledException or IOException or JsonException => Down,
        // Without properties the state itself was not ours, or was answered before.
        AuthenticationFailureException { Message: var said } when said.Contains("state", StringComparison.OrdinalIgnoreCase) || said.Contains("Correlation", StringComparison.Ordinal) => State,
        _ => Answer,
    };
}
