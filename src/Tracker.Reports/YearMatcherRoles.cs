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
        return roles;

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
