using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>Tells for each sentence whether it reviews the past year, names a problem or plans the next one.</summary>
static partial class YearMatcherRoles
{
    const int LongestAdmission = 15;

    public static SentenceRole[] Of(Report later, NormalText text, Sentences sentences)
    {
        var roles = new SentenceRole[sentences.All.Count];
        int[] middles = [.. sentences.All.Select(sentence => text.SourceAt((sentence.Start + sentence.End) / 2))];
        // inner sections after outer ones, single items last: the narrower statement holds
        foreach (var section in later.Sections.OrderBy(section => section.Level).ThenBy(section => section.Start))
            if (section.Role is not SectionRole.Other)
                Set(section.Start, section.End, section.Role switch
                {
                    SectionRole.Problems => SentenceRole.Problem,
                    SectionRole.NextYear => SentenceRole.Plan,
                    _ => SentenceRole.Review,
                });
        foreach (var plan in later.Plans)
            Set(plan.Start, plan.End, SentenceRole.Plan);
        foreach (var problem in later.Problems)
            Set(problem.Start, problem.End, SentenceRole.Problem);
        Admissions(text.Value, sentences, roles);
        for (var i = 0; i < roles.Length; i++)
            if (roles[i] is SentenceRole.Review && IsAside(text.Value, sentences.All[i]))
                roles[i] = SentenceRole.Aside;
        return roles;

        // a heading or a line of the page around the report accounts for nothing
        static bool IsAside(string text, Sentence sentence) =>
            sentence.End - sentence.Start < 40 && text[sentence.End - 1] is not ('。' or ';' or ',')
            && (sentence.End == text.Length || text[sentence.End] is '\n');

        void Set(int start, int end, SentenceRole role)
        {
            var first = Array.BinarySearch(middles, start);
            for (var i = first < 0 ? ~first : first; i < roles.Length && middles[i] < end; i++)
                roles[i] = role;
        }
    }

    /// <summary>
    /// Problems folded into the end of the review stand in one paragraph, from the sentence that admits them to the one
    /// that promises to face them, even where not each of them was read as an item.
    /// </summary>
    static void Admissions(string text, Sentences sentences, SentenceRole[] roles)
    {
        for (var i = 0; i < roles.Length; i++)
        {
            if (roles[i] is not SentenceRole.Review || !Admission().IsMatch(Wording(i)))
                continue;
            var last = Math.Min(roles.Length, i + LongestAdmission);
            for (var j = i; j < last && roles[j] is not SentenceRole.Plan && (j == i || !Resolve().IsMatch(Wording(j))); j++)
            {
                roles[j] = SentenceRole.Problem;
                if (sentences.All[j].End < text.Length && text[sentences.All[j].End] is '\n')
                    break;
            }
        }

        string Wording(int sentence) => text[sentences.All[sentence].Start..sentences.All[sentence].End];
    }

    [GeneratedRegex("(清醒|也要看到|应该看到|也看到|但[也还仍]?存在|[也还仍]存在(一些|不少|以下|许多)|仍有(一些|不少)).*(问题|不足|短板|差距|困难|挑战)")]
    private static partial Regex Admission();

    [GeneratedRegex("^(对此|对于这些|我们必须|我们一定|我们要|针对(这些|上述)|下一步)")]
    private static partial Regex Resolve();
}
