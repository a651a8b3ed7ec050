using Tracker.Commitments;
using Tracker.Reports;
using Tracker.Timeline;

namespace Tracker.Drafting;

/// <summary>
/// 起草: the five parts that the regulation asks of a yearly report (《法治政府建设与责任落实督察工作规定》第二十四条), made from events
/// and nothing else. What no event tells is marked to be supplied by the drafter.
/// </summary>
public static class DraftReport
{
    /// <param name="report">The report whose commitments are accounted for.</param>
    /// <param name="commitments">In the report's order, each with its whole history, oldest first.</param>
    /// <param name="today">The day up to which lateness is told.</param>
    /// <param name="zone">The zone in which the day of an event is told.</param>
    public static Draft Of(
        ReportState report, IReadOnlyList<(Guid Id, IReadOnlyList<TimelineEntry> History)> commitments, DateOnly today, TimeZoneInfo zone)
    {
        var all = commitments.Select(one => new CommitmentHistory(one.Id, one.History, today, zone)).ToList();
        var open = all.Where(one => !one.IsClosed).ToList();
        IEnumerable<CommitmentHistory> With(params Outcome[] outcomes) => all.Where(one => one.Now.Outcome is { } outcome && outcomes.Contains(outcome));

        var (year, note) = (report.Year + 1, 0);
        return new(report.Organization, year, Name(report, year), today,
        [
            Part("一、上一年度推进法治政府建设的主要举措和成效",
                With(Outcome.Done, Outcome.Partly).Select(Accounts.Done), [],
                $"以上只含{report.Year}年度报告所列事项；{year}年度其他举措和成效系统没有记录，请补写"),
            // Problems come first in the part that is about them.
            Part("二、存在的不足和原因",
                all.Where(one => !one.IsClosed || one.Now.Outcome is Outcome.Partly or Outcome.NotDone).OrderBy(one => one.Now.Registered.Kind).Select(Accounts.Remaining), [],
                $"{year}年度新发现的不足和原因系统没有记录，请补写"),
            Part("三、党政主要负责人履行推进法治建设第一责任人职责的情况",
                [], Figures.Leaders(all),
                "党政主要负责人部署、过问、协调、督办等履职情况系统没有记录，请补写"),
            Part("四、下一年度的主要安排",
                open.Select(Accounts.Next), [],
                $"{year + 1}年度新的安排系统没有记录，请补写"),
            Part("五、其他需要报告的情况",
                With(Outcome.Superseded).Select(Accounts.Remaining),
                all.Count == 0 ? [] : [Figures.Standing(all), .. Figures.InTime(all), .. Figures.Moved(all)],
                "其他需要报告的情况系统没有记录，请补写"),
        ]);

        DraftPart Part(string heading, IEnumerable<DraftParagraph> accounts, IEnumerable<DraftSentence> figures, string missing)
        {
            List<DraftParagraph> paragraphs = [.. accounts.Select((paragraph, nth) => paragraph with { Number = Wording.Number(nth + 1) })];
            if (figures.ToList() is { Count: > 0 } counted) paragraphs.Insert(0, new(counted));
            paragraphs.Add(new([DraftSentence.Missing(missing)]));
            return new(heading, [.. paragraphs.Select(Noted)]);
        }

        DraftParagraph Noted(DraftParagraph paragraph) =>
            paragraph with { Sentences = [.. paragraph.Sentences.Select(sentence => sentence.ToSupply ? sentence : sentence with { Note = ++note })] };
    }

    static string Name(ReportState report, int year) => report.Genre is Genre.LawBasedGovernmentReport ? $"{year}年法治政府建设年度报告" : $"{year}年度报告";
}
