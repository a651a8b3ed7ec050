namespace Tracker.Tests.Reports;

/// <summary>Real documents that stand beside the repository and are not part of it.</summary>
static class SharedDocuments
{
    public const string Absent = "The real documents (shared/seeds, shared/corpus) are not beside this repository.";

    public static string? Folder(string name)
    {
        if (Environment.GetEnvironmentVariable("TRACKER_SHARED") is { Length: > 0 } set)
            return Existing(Path.Combine(set, name));
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Existing(Path.Combine(at.FullName, "shared", name)) is { } found)
                return found;
        return null;
    }

    static string? Existing(string folder) => Directory.Exists(folder) ? folder : null;
}
