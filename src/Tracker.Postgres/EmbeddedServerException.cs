namespace Tracker.Postgres;

/// <summary>The private server can't be had: a code for machines, and a sentence that says what to do.</summary>
public sealed class EmbeddedServerException(string code, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>One of the constants of this class.</summary>
    public string Code { get; } = code;

    /// <summary>The data directory can't be made, read or written.</summary>
    public const string NotWritable = "data_directory_not_writable";

    /// <summary>The data directory holds files of something else.</summary>
    public const string Foreign = "data_directory_foreign";

    /// <summary>The data directory is in use by a process that starts or stops it, and went on too long.</summary>
    public const string Busy = "data_directory_busy";

    /// <summary>The cluster is there, its password file is not.</summary>
    public const string PasswordMissing = "password_missing";

    /// <summary>No PostgreSQL was found on this machine.</summary>
    public const string NoBinaries = "no_binaries";

    /// <summary>The cluster was made by a major version of PostgreSQL that is not here.</summary>
    public const string WrongMajor = "wrong_major";

    /// <summary>Started by root, and no other account to run the server under.</summary>
    public const string NoAccount = "no_account";

    /// <summary>initdb failed.</summary>
    public const string InitFailed = "init_failed";

    /// <summary>The server ended while starting.</summary>
    public const string StartFailed = "start_failed";

    /// <summary>The server did not accept connections in time.</summary>
    public const string StartTimeout = "start_timeout";

    /// <summary>The port asked for is taken.</summary>
    public const string PortInUse = "port_in_use";

    /// <summary>No space left on the disk of the data directory.</summary>
    public const string DiskFull = "disk_full";

    /// <summary>Names the cause where the output of PostgreSQL gives it away, <paramref name="otherwise"/> where not.</summary>
    internal static EmbeddedServerException From(string output, string otherwise, string sentence)
    {
        var code = output switch
        {
            _ when output.Contains("No space left on device", StringComparison.Ordinal) => DiskFull,
            _ when output.Contains("could not bind", StringComparison.Ordinal) => PortInUse,
            _ => otherwise,
        };
        var advice = code switch
        {
            DiskFull => "The disk of the data directory is full: free some space and start again.",
            PortInUse => "The port is taken: choose another one, or none.",
            _ => sentence,
        };
        return new(code, $"{advice}\n{output}".TrimEnd());
    }
}
