using Tracker.Commitments;
using Tracker.People;

namespace Tracker.Tests.Commitments;

public class MentionsTests
{
    static readonly UnitRow Justice = new(Guid.CreateVersion7(), "青苇市司法局", "司法局", null);
    static readonly UnitRow Health = new(Guid.CreateVersion7(), "青苇市卫生健康局", "卫健局", null);
    static readonly PersonRow First = Person("张三", Justice), Other = Person("张三", Health), Longer = Person("张三丰", Health), Single = Person("李四", Justice);

    [Fact]
    public void A_name_behind_an_at_sign_calls_its_person() => In("请 @李四 和@张三丰看一下，@李四 也抄送").ShouldBe([Single, Longer]);

    [Fact]
    public void An_address_or_an_unknown_name_calls_nobody() => In("发到 a@b.cn，@王五 不在系统里，@").ShouldBeEmpty();

    [Theory]
    [InlineData("@张三（司法局）请补材料", true)]
    [InlineData("@张三(青苇市卫生健康局) 请补材料", false)]
    public void The_unit_tells_two_of_a_name_apart(string text, bool first) => In(text).ShouldBe([first ? First : Other]);

    [Fact]
    public void A_name_that_fits_two_is_asked_about() =>
        Should.Throw<RefusalException>(() => In("@张三 请补材料")).Code.ShouldBe("mention-ambiguous");

    static IReadOnlyList<PersonRow> In(string text) => Mentions.In(text, [First, Other, Longer, Single], [Justice, Health]);

    static PersonRow Person(string name, UnitRow unit) => new(Guid.CreateVersion7(), name, unit.Id, unit.Name, null, null, [Role.DepartmentOfficer], null);
}
