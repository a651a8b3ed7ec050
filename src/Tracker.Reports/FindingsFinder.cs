using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>Makes the remarks on a report. Pure and deterministic.</summary>
public static partial class FindingsFinder
{
    /// <summary>From this share of a problem's telling words on, an arrangement is taken to be about it.</summary>
    const double Answers = 0.2;

    /// <summary>Two problems are taken for one from these shares of telling words on: of the one, and of the other.</summary>
    const double SameMatter = 0.4, OtherSide = 0.2;

    /// <summary>So many characters that are no stock phrase make a measure more than a wish.</summary>
    const int Concrete = 6;

    /// <param name="report">The report.</param>
    /// <param name="year">The year it reviews, as the person knows it.</param>
    /// <param name="items">Its items as they stand now.</param>
    /// <param name="rules">Those that the installation keeps; which are in force is looked at here.</param>
    /// <param name="earlierProblems">Titles of the problems of the year before; none where that report isn't here.</param>
    public static Findings Of(
        Report report, int? year, IReadOnlyList<StatedItem> items, IReadOnlyList<ComplianceRule> rules, IReadOnlyList<string> earlierProblems)
    {
        var (problems, plans) = (items.Where(item => item.Kind is ItemKind.Problem).ToList(), items.Where(item => item.Kind is ItemKind.Plan).ToList());
        var (without, unasked) = Pair(problems, plans);
        return new(Rules(report.Facts, year, problems, rules), [.. plans.Select(Vague).OfType<VaguePromise>()], without, unasked,
            Repeated(report, problems, earlierProblems));
    }

    /// <summary>The items of a report that was just read.</summary>
    public static IReadOnlyList<StatedItem> Items(Report report) =>
        [.. report.Problems.Concat(report.Plans).Select((item, nth) => new StatedItem(
            $"{nth + 1}", item.Kind, item.Title, item.Text, item.Start, item.End, item.Cause, [.. item.Measures.Select(m => m.Text)], item.Targets.Count > 0, item.LimitOn, item.Units.Count > 0))];

    static List<RuleFinding> Rules(ReportFacts facts, int? year, List<StatedItem> problems, IReadOnlyList<ComplianceRule> rules)
    {
        if (year is not { } reviewed)
            return [];
        return [.. rules.Where(rule => rule.AppliesTo(facts.Genre, reviewed)).Select(rule => rule.Check switch
        {
            ComplianceCheck.PublishedBefore => new RuleFinding(rule,
                facts.Published is not { } day ? RuleVerdict.Unknown : day < rule.Due(reviewed) ? RuleVerdict.Kept : RuleVerdict.Late, rule.Due(reviewed)),
            ComplianceCheck.Causes => new(rule, problems.Exists(p => p.Cause is not null) ? RuleVerdict.Kept : RuleVerdict.Missing,
                Given: problems.Count(p => p.Cause is not null), Of: problems.Count),
            _ => new(rule, Has(facts.Statutory, rule.Check) ? RuleVerdict.Kept : RuleVerdict.Missing),
        })];

        static bool Has(StatutoryContents contents, ComplianceCheck check) => check switch
        {
            ComplianceCheck.Measures => contents.Measures,
            ComplianceCheck.Problems => contents.Problems,
            ComplianceCheck.FirstResponsiblePerson => contents.FirstResponsiblePerson,
            _ => contents.NextYear,
        };
    }

    static VaguePromise? Vague(StatedItem plan)
    {
        if (plan.HasTarget || plan.LimitOn is not null || LimitRegex().IsMatch(plan.Text) || plan.NamesUnit)
            return null;
        var measured = plan.Measures.Prepend(plan.Title).Any(IsMeasure);
        return new(plan.Id, measured ? [PromiseLack.Figure, PromiseLack.Limit, PromiseLack.Unit] : Enum.GetValues<PromiseLack>());
    }

    /// <summary>Something that is done or is not: 制定办法, 开展轮训; not 进一步加强, 不断完善.</summary>
    static bool IsMeasure(string wording) =>
        DeedRegex().IsMatch(wording) && StockPhrases.Mark(wording).Where((stock, at) => !stock && Normalizer.IsChinese(wording[at])).Count() >= Concrete;

    static (List<string> Without, List<string> Unasked) Pair(List<StatedItem> problems, List<StatedItem> plans)
    {
        var answers = plans.ConvertAll(plan => Matter.Of(plan.Text));
        var asked = new bool[plans.Count];
        var without = new List<string>();
        foreach (var problem in problems)
        {
            var matter = Matter.Of(problem.Title);
            var best = -1;
            for (var (i, most) = (0, Answers); i < plans.Count; i++)
                if (matter.In(answers[i]) is var share && share >= most)
                    (best, most) = (i, share);
            if (best < 0 && problem.Measures.Count == 0)
                without.Add(problem.Id);
            if (best >= 0)
                asked[best] = true;
        }
        return (plans.Count == 0 ? [] : without, problems.Count == 0 ? [] : [.. plans.Where((_, i) => !asked[i]).Select(plan => plan.Id)]);
    }

    static List<RepeatedProblem> Repeated(Report report, List<StatedItem> problems, IReadOnlyList<string> earlier)
    {
        var repeated = new List<RepeatedProblem>();
        var answers = YearMatcher.Match([.. earlier.Select(title => new Undertaking(title, ItemKind.Problem, title))], report);
        foreach (var answer in answers.Where(answer => answer.Recurring))
            foreach (var again in answer.Restated)
                if (problems.Find(p => p.Start <= again.Start && again.Start < p.End) is { } problem)
                    Add(problem, answer.Id);
        // The other way round: titles that speak of one matter, though the sentence as a whole does not.
        var before = earlier.Select(title => (Title: title, Matter: Matter.Of(title))).ToList();
        foreach (var problem in problems)
            if (Matter.Of(problem.Title) is var matter && before.Find(b => Same(b.Matter.In(matter), matter.In(b.Matter))).Title is { } title)
                Add(problem, title);
        return [.. repeated.OrderBy(r => problems.FindIndex(p => p.Id == r.Id))];

        static bool Same(double one, double other) => Math.Max(one, other) >= SameMatter && Math.Min(one, other) >= OtherSide;

        void Add(StatedItem problem, string title)
        {
            if (repeated.TrueForAll(r => r.Id != problem.Id))
                repeated.Add(new(problem.Id, title));
        }
    }

    /// <summary>Anywhere in the text: a limit that binds one measure only is none of the item's own.</summary>
    [GeneratedRegex("(?:月底?|年底?|季度)(?:之?前|以前)|\\d月底|年内|上半年|下半年|第[一二三四]季度|20\\d\\d年")]
    private static partial Regex LimitRegex();

    [GeneratedRegex("制定|修订|编制|出台|印发|举办|开展|组织|召开|建立|建成|建设|设立|配备|配齐|招录|培训|轮训|评查|抽查|检查|公布|公示|公开|清理|梳理|上线|启用|推行|试点|通报|考核|督察|聘请|聘任|选聘|发布|评选|创建|听证|复议|审查|讲座|案卷|清单|平台|细则|办法|方案|台账|联席会议|热线|课程|竞赛|基地")]
    private static partial Regex DeedRegex();
}
