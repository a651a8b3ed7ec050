using System.Security.Cryptography;
using System.Text;

namespace Tracker.People;

/// <summary>新增, 更改, 不变, 有误.</summary>
public enum RowOutcome { Added, Changed, Same, Wrong }

/// <param name="Before">What stands there today, where that is something else.</param>
/// <param name="Problem">What is wrong with it, and what to write instead.</param>
public sealed record CellPlan(PeopleColumn Column, string Text, string? Before = null, string? Problem = null);

public sealed record RowPlan(PeopleLine Line, RowOutcome Outcome, IReadOnlyList<CellPlan> Cells);

/// <summary>A unit as the list has it; null leaves what is there.</summary>
public sealed record PlannedUnit(PeopleLine Line, UnitRow? Existing, string Name, string? ShortName, string? Parent);

/// <summary>A person as the list has it, with all that is left as it was filled in.</summary>
/// <param name="Scope">Full name of the unit; null for the whole installation.</param>
public sealed record PlannedPerson(
    PeopleLine Line, PersonRow? Existing, string Name, string Login, string? Unit, string? Title, IReadOnlyList<Role> Roles, string? Scope, string? Phone);

/// <summary>预演: what an import would do, row by row and cell by cell; nothing of it is stored yet.</summary>
public sealed record PeoplePlan(
    IReadOnlyList<RowPlan> Rows, IReadOnlyList<string> UnknownColumns, IReadOnlyList<PlannedUnit> Units, IReadOnlyList<PlannedPerson> People)
{
    public int Count(RowOutcome outcome) => Rows.Count(row => row.Outcome == outcome);

    public bool Changes => Units.Count + People.Count > 0;

    /// <summary>What was seen: where it is another by the time of the confirmation, somebody changed something meanwhile.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Rows.Select(row =>
        $"{row.Line.Sheet} {row.Line.Row} {row.Outcome} {string.Join('|', row.Cells.Select(cell => $"{cell.Column}={cell.Text}<{cell.Before}<{cell.Problem}"))}")))));
}

/// <summary>What is here already, and who asks.</summary>
/// <param name="Logins">Lower case, also of people who left.</param>
/// <param name="Posts">Of everybody.</param>
/// <param name="Administrators">Those over everything who can sign in.</param>
public sealed record Register(
    UnitTree Units, IReadOnlyList<PersonRow> People, IReadOnlyDictionary<string, Guid> Logins, IReadOnlyList<PostRow> Posts,
    IReadOnlyCollection<Guid> Administrators, Actor Actor);
