using Tracker.People;
using Tracker.Web.Tests.Commitments;

namespace Tracker.Web.Tests.People;

/// <summary>tracker people: the list of units and people without a page.</summary>
public sealed class PeopleCommandTests(Town town)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_tried_then_applied_and_the_second_time_changes_nothing()
    {
        var name = $"命令{Town.NewId():N}";
        var file = Path.Combine(Path.GetTempPath(), $"{name}.xlsx");
        try
        {
            await File.WriteAllBytesAsync(file, PeopleTemplate.Of(
                ("单位", [PeopleTemplate.UnitHeader, [$"{name}局", "", ""]]),
                ("人员", [PeopleTemplate.PeopleHeader, ["赵六", $"{name}zhao", $"{name}局", "科长", "承办人", "", ""]])), Ct);

            var tried = await Import();
            (tried.Code, tried.Json.GetProperty("applied").GetBoolean()).ShouldBe((0, false), tried.Errors);
            await using var connection = await town.Store.OpenConnectionAsync(Ct);
            (await PeopleQuery.Units(connection, Ct)).ShouldNotContain(unit => unit.Name == $"{name}局");

            var applied = await Import("--apply");
            applied.Json.GetProperty("accounts").EnumerateArray().Single().GetProperty("link").GetString()!.ShouldStartWith("/welcome/");
            (await PeopleQuery.People(connection, Ct)).ShouldContain(person => person.Login == $"{name}zhao" && person.UnitName == $"{name}局");

            (await Import("--apply")).Json.GetProperty("rows").EnumerateArray().ShouldAllBe(row => row.GetProperty("outcome").GetString() == "Same");
            var by = await CommandLine.Run(town.ConnectionString, "people", "import", file, "--as", "supervisor");
            (by.Code, by.Errors.Contains("您的角色不能办理这一步", StringComparison.Ordinal)).ShouldBe((1, true), by.Errors);
        }
        finally
        {
            File.Delete(file);
        }

        Task<CommandRun> Import(params string[] more) => CommandLine.Run(town.ConnectionString, ["people", "import", file, "--as", "administrator", "--json", .. more]);
    }

    [Fact]
    public async Task The_empty_list_is_written_to_be_filled_in()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Town.NewId()}.xlsx");
        try
        {
            (await CommandLine.Run(town.ConnectionString, "people", "template", file)).Code.ShouldBe(0);
            (await File.ReadAllBytesAsync(file, Ct))[..2].ShouldBe("PK"u8.ToArray());
        }
        finally
        {
            File.Delete(file);
        }
    }
}
