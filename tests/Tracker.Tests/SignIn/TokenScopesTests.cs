using Tracker.People;
using Tracker.SignIn;

namespace Tracker.Tests.SignIn;

public class TokenScopesTests
{
    static Actor With(params Role[] roles) => new(Guid.CreateVersion7(), "某人", null, null, roles);

    [Fact]
    public void A_token_reads_where_nothing_was_chosen() => TokenScopes.Rights([], With(Role.Supervisor)).ShouldBe([Right.ReadLedger]);

    [Fact]
    public void A_token_has_no_right_that_its_person_has_not() =>
        TokenScopes.Rights(Enum.GetValues<TokenScope>(), With(Role.DepartmentOfficer))
            .ShouldBe([Right.ReadLedger, Right.Accept, Right.Progress, Right.RequestExtension, Right.Submit, Right.Comment]);

    [Fact]
    public void No_token_manages_people_rules_or_seals() =>
        TokenScopes.Rights(Enum.GetValues<TokenScope>(), With(Enum.GetValues<Role>()))
            .ShouldNotContain(right => right == Right.ManagePeople || right == Right.ManageRules || right == Right.KeepSeals || right == Right.MendProjections);

    [Fact]
    public void Only_sets_are_offered_of_which_the_person_has_something()
    {
        TokenScopes.Open(With(Role.Reader)).ShouldBe([TokenScope.Read]);
        TokenScopes.Open(With(Role.DepartmentOfficer)).ShouldBe([TokenScope.Read, TokenScope.Report]);
        TokenScopes.Open(With(Role.Reviewer)).ShouldContain(TokenScope.Review);
    }

    [Fact]
    public void A_limit_narrows_and_never_widens()
    {
        var limited = With(Role.Reader) with { Limit = new([Right.ReadLedger, Right.Assign]) };
        limited.May(Right.ReadLedger).ShouldBeTrue();
        limited.May(Right.Assign).ShouldBeFalse();
    }
}
