using System.Data.Common;
using System.Net.Sockets;
using Tracker.EventStore;
using Tracker.Postgres;
using Tracker.Web.Shell;

namespace Tracker.Web.Installation;

/// <summary>Why the product did not start, as a sentence that says what to do.</summary>
static class StartFailure
{
    /// <summary>Runs the product; a failure that a person can mend is told in a sentence, without a stack trace.</summary>
    /// <returns>The exit code: 0, or 1 after a failure.</returns>
    public static async Task<int> Told(Func<Task> run)
    {
        try
        {
            await run();
            return 0;
        }
        catch (OperationCanceledException)
        {
            return 0; // Ctrl+C while it was still starting
        }
        catch (Exception failure) when (Sentence(failure, new Texts()) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    /// <summary>The sentence for a failure that has one; null where only the stack trace helps.</summary>
    static string? Sentence(Exception failure, Texts texts) => failure switch
    {
        EmbeddedServerException embedded => $"{texts[$"Installation.Failure.{embedded.Code}"]}\n{embedded.Message}",
        NewerDatabaseException newer => texts["Installation.Failure.newer_database", newer.DatabaseVersion, newer.BuildVersion],
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } => texts["Installation.Failure.address_in_use"],
        SocketException { SocketErrorCode: SocketError.AccessDenied } => texts["Installation.Failure.address_denied"],
        FormatException or ArgumentOutOfRangeException { ParamName: "port" } => texts["Installation.Failure.address_odd", failure.Message],
        TimeZoneNotFoundException => texts["Installation.Failure.time_zone"],
        ArgumentException { Message: var odd } when IsAboutTheConnection(odd) => texts["Installation.Failure.connection_odd"],
        DbException unreachable => texts["Installation.Failure.database", unreachable.Message],
        _ => null,
    };

    // The words may hold the password: they are recognised, not repeated.
    static bool IsAboutTheConnection(string message) =>
        message.Contains("initialization string", StringComparison.Ordinal) || message.Contains("Couldn't set", StringComparison.Ordinal)
        || message.Contains("Keyword not supported", StringComparison.Ordinal) || message.Contains("Host can't be null", StringComparison.Ordinal);
}
