namespace Tracker.Reports;

/// <summary>Tells for each sentence whether it reviews the past year, names a problem or plans the next one.</summary>
static class YearMatcherRoles
{
    public static SentenceRole[] Of(Report later, NormalText text, Sentences sentences)
    {
        var roles = new SentenceRole[sentences.All.Count];
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
            for (var i = 0; i < roles.Length; i++)
            {
                var middle = text.SourceAt((sentences.All[i].Start + sentences.All[i].End) / 2);
                if (middle >= start && middle < end)
                    roles[i] = role;
            }
        }
    }
}
