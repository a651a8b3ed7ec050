using System.Reflection;
using System.Text.RegularExpressions;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.Reports;
using Tracker.Tests.Shell;

namespace Tracker.Tests;

/// <summary>The rules of the layout that the compiler can't hold.</summary>
public partial class ArchitectureTests
{
    static readonly Assembly Domain = typeof(Commitment).Assembly;
    static readonly Assembly Reader = typeof(ReportReader).Assembly;
    static readonly Assembly Store = typeof(DocumentStore).Assembly;

    [Fact]
    public void References_run_one_way()
    {
        Ours(Store).ShouldBeEmpty();
        Ours(Reader).ShouldBeEmpty();
        Ours(Domain).ShouldBe(["Tracker.EventStore", "Tracker.Reports"], ignoreOrder: true);
    }

    [Fact]
    public void Only_the_event_store_sees_Npgsql() =>
        SourceFiles("*.cs").Where(file => !file.Path.StartsWith("src/Tracker.EventStore/", StringComparison.Ordinal))
            .Where(file => file.Text.Contains("using Npgsql", StringComparison.Ordinal)).Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void Sql_stands_only_where_rows_are_read_or_written() =>
        SourceFiles("*.cs").Where(file => file.Path.StartsWith("src/Tracker/", StringComparison.Ordinal) || file.Path.StartsWith("src/Tracker.Web/", StringComparison.Ordinal))
            .Where(file => !RowFile().IsMatch(file.Path) && Sql().IsMatch(file.Text)).Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void Deciding_knows_no_clock_no_database_and_no_task() =>
        SourceFiles("*.cs").Where(file => file.Text.Contains(" Decide(", StringComparison.Ordinal) && file.Path.StartsWith("src/Tracker/", StringComparison.Ordinal))
            .Where(file => !file.Path.EndsWith("Handler.cs", StringComparison.Ordinal) && !file.Path.EndsWith("LinkYears.cs", StringComparison.Ordinal))
            .Where(file => Impure().IsMatch(file.Text)).Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_named_after_a_habit_instead_of_the_field() =>
        new[] { Domain, Reader, Store, typeof(Program).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace?.StartsWith("Tracker", StringComparison.Ordinal) == true && Habit().IsMatch(type.Name))
            .Select(type => type.FullName).ShouldBeEmpty();

    [Fact]
    public void Every_command_is_a_sealed_record() =>
        Domain.GetTypes().Where(type => type.IsAssignableTo(typeof(CommitmentCommand)) || type.IsAssignableTo(typeof(ReportCommand)))
            .Where(type => !type.IsAbstract).ShouldAllBe(type => type.IsSealed);

    [Fact]
    public void Files_are_short()
    {
        var longOnes = SourceFiles("*.cs").Concat(SourceFiles("*.cshtml")).Where(file => file.Text.Count(c => c == '\n') > 250).Select(file => file.Path);
        longOnes.ShouldBeEmpty();
    }

    static IEnumerable<string> Ours(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("Tracker", StringComparison.Ordinal));

    static IEnumerable<(string Path, string Text)> SourceFiles(string pattern)
    {
        var root = Sources.Root;
        return Directory.EnumerateFiles(Path.Combine(root, "src"), pattern, SearchOption.AllDirectories)
            .Select(path => (Path.GetRelativePath(root, path).Replace('\\', '/'), File.ReadAllText(path)));
    }

    [GeneratedRegex("(Projection|Query|Table)\\.cs$|Conditions\\.cs$")]
    private static partial Regex RowFile();

    [GeneratedRegex("\"\\s*(select |insert into |update \\w+ set|delete from )", RegexOptions.IgnoreCase)]
    private static partial Regex Sql();

    [GeneratedRegex("TimeProvider|DbConnection|DocumentSession|async |Task<")]
    private static partial Regex Impure();

    [GeneratedRegex("(Manager|(?<!Tag)Helper|Util|Utils|Common|Service|Dto|Base)$")]
    private static partial Regex Habit();
}
