using FsCheck;
using FsCheck.Fluent;
using Tracker.Reports;
using Problems = Tracker.Reports.CommonProblems;

namespace Tracker.Tests.CommonProblems;

/// <summary>What holds for any collection of problems.</summary>
public class CommonProblemsLaws
{
    const int Runs = 100;

    static readonly string[] scraps =
    [
        "行政执法", "规范化水平", "有待提高", "仍需进一步", "行政复议", "办案力量", "不足", "基层", "法治宣传", "针对性", "不强", "，", "、", "，", "教育", "医疗", "养老",
        "规范性文件", "合法性审核", "5G", "12345热线", "100%", "\ud83d\ude00", "領導", "领(lǐng)导", "\n", " ", "薄弱环节", "部分单位", "涉企检查", "多头重复",
    ];

    static readonly Gen<string> text = Gen.Elements(scraps).ListOf().Select(parts => string.Concat(parts));

    static readonly Gen<NamedProblem[]> collection =
        (from text in text
         from place in Gen.Elements("甲县", "乙县", "丙市")
         from year in Gen.Choose(2021, 2024)
         select (text, place, year)).ListOf().Select(all => all.Select((each, at) => Named(at, each.text, each.place, each.year)).ToArray());

    [Fact]
    public void The_order_they_come_in_does_not_matter() => Holds(problems =>
        Told(Problems.Of(problems)) == Told(Problems.Of([.. problems.Reverse()]))
        && Told(Problems.Of(problems)) == Told(Problems.Of([.. problems.OrderBy(problem => problem.Text.Length)])));

    [Fact]
    public void Every_problem_is_in_one_cluster_at_most_and_the_example_is_a_member() => Holds(problems =>
        Problems.Of(problems) is var clusters
        && clusters.SelectMany(cluster => cluster.Members).Select(member => member.Id).ToList() is var ids && ids.Count == ids.Distinct().Count()
        && clusters.All(cluster => cluster.Members.Count > 1 && cluster.Members.Contains(cluster.Example) && cluster.Words.Count is > 0 and <= 5));

    [Fact]
    public void The_clusters_of_most_organisations_come_first() => Holds(problems =>
        Problems.Of(problems).Select(cluster => cluster.Organizations).ToList() is var counts && counts.SequenceEqual(counts.OrderDescending()));

    [Fact]
    public void Nothing_and_a_single_problem_make_no_cluster()
    {
        Problems.Of([]).ShouldBeEmpty();
        Problems.Of([Named(1, "行政执法规范化水平有待提高")]).ShouldBeEmpty();
        Problems.Of([Named(1, ""), Named(2, "")]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("行政执法规范化水平有待提高")]
    [InlineData("民生领域仍有不少短板")]
    [InlineData("部分环节仍较薄弱")]
    [InlineData("5G基站不足")]
    public void The_same_text_in_two_organisations_always_stands_together(string text)
    {
        var others = Enumerable.Range(10, 30).Select(at => Named(at, $"{text}，{at}个乡镇矛盾纠纷调处机制不健全", $"另{at}县"));

        var cluster = Problems.Of([Named(1, text, "甲县"), Named(2, text, "乙县"), .. others]).First(each => each.Members.Any(member => member.Text == text));

        cluster.Members.Where(member => member.Text == text).Select(member => member.Organization).ShouldBe(["乙县", "甲县"]);
        Problems.Of([Named(1, text, "甲县"), Named(2, text, "乙县")]).ShouldHaveSingleItem().Organizations.ShouldBe(2);
    }

    [Fact]
    public void Stock_phrases_put_nothing_together()
    {
        Problems.Of([Named(1, "工作力度有待进一步加强"), Named(2, "工作力度有待进一步加强", "乙县")]).ShouldBeEmpty();
        Problems.Of([Named(1, "行政复议规范化建设有待进一步加强"), Named(2, "矛盾纠纷排查有待进一步加强", "乙县")]).ShouldBeEmpty();
    }

    [Fact]
    public void Other_stock_phrases_are_no_other_problem()
    {
        var cluster = Problems.Of([Named(1, "行政执法规范化水平有待提升"), Named(2, "行政执法规范化水平还需进一步提高", "乙县")]).ShouldHaveSingleItem();

        cluster.Words.ShouldBe(["行政执法规范化水平"]);
    }

    [Fact]
    public void A_problem_of_many_matters_does_not_join_those_of_each()
    {
        var clusters = Problems.Of([
            Named(1, "养老服务供给不足", "甲县"), Named(2, "养老服务供给仍有短板", "乙县"),
            Named(3, "高快速路等道路建设滞后", "甲县"), Named(4, "道路建设滞后，断头路较多", "乙县"),
            Named(5, "教育、医疗、养老、就业、道路、停车等领域仍有不少短板", "丙市")]);

        clusters.ShouldNotContain(cluster => cluster.Members.Any(member => member.Text.StartsWith("养老", StringComparison.Ordinal))
            && cluster.Members.Any(member => member.Text.Contains("道路建设", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_matter_named_by_different_words_is_told_by_them()
    {
        var cluster = Problems.Of([
            Named(1, "基层行政执法力量与承担任务不匹配"), Named(2, "乡镇一线执法人手紧缺", "乙县"), Named(3, "普法宣传形式单一", "丙市")]).ShouldHaveSingleItem();

        cluster.Organizations.ShouldBe(2);
        cluster.Words.ShouldContain(word => word.Contains("执法", StringComparison.Ordinal));
        cluster.Words.ShouldContain(word => word.Contains('／'));
    }

    static NamedProblem Named(int id, string text, string organization = "甲县", int year = 2023) => new(new Guid(id, 0, 0, new byte[8]), organization, year, text);

    static void Holds(Func<NamedProblem[], bool> law) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(Runs), Prop.ForAll(collection.ToArbitrary(), law));

    static string Told(IReadOnlyList<CommonProblem> clusters) => string.Join('\n', clusters.Select(cluster =>
        $"{cluster.Example} {string.Join(' ', cluster.Words)}: {string.Join('|', cluster.Members)}"));
}
