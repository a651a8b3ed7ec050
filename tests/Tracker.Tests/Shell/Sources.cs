using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Tracker.Tests.Shell;

/// <summary>The repository's own sources, read as text: what they say is checked here, what they do elsewhere.</summary>
static class Sources
{
    public static readonly string Root = FindRoot();

    public static string Web => Path.Combine(Root, "src", "Tracker.Web");

    public static IEnumerable<string> Files(string folder, params string[] extensions) =>
        Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => extensions.Contains(Path.GetExtension(file)))
                .Where(file => !Regex.IsMatch(Path.GetRelativePath(Root, file), @"(^|[\\/])(bin|obj|node_modules)[\\/]"))
            : [];

    public static string Name(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    /// <summary>Key and text of every Texts.resx, or Texts.en.resx, with the file it stands in.</summary>
    public static IReadOnlyList<(string File, string Key, string Text)> Texts(string fileName) =>
        [.. from file in Files(Web, ".resx")
            where Path.GetFileName(file) == fileName
            from data in XDocument.Load(file).Root!.Elements("data")
            select (Name(file), data.Attribute("name")!.Value, data.Element("value")!.Value)];

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Tracker.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
