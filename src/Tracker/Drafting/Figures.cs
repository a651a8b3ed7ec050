using Tracker.Boards;
using Tracker.Commitments;
using Tracker.Timeline;

namespace Tracker.Drafting;

/// <summary>What is counted over all commitments of the draft; every figure names the events that it counts.</summary>
static class Figures
{
    static readonly (string Name, Func<Commitment, bool> Holds)[] Ends =
    [
        ("已完成", one => one.Outcome is Outcome.Done), ("部分完成", one => one.Outcome is Outcome.Partly),
    ];

    static readonly (string Name, Func<Commitment, bool> Holds)[] Stops =
    [
        ("未完成", one => one is { Status: CommitmentStatus.Closed, Outcome: Outcome.NotDone }), ("已被其他事项替代", one => one.Outcome is Outcome.Superseded),
    ];

    static readonly (string Name, Func<Commitment, bool> Holds)[] States =
    [
        ("办理中", one => one.Status is CommitmentStatus.Underway), ("待复核", one => one.Status is CommitmentStatus.Submitted),
        ("已退回", one => one.Status is CommitmentStatus.Returned), ("待签收", one => one.Status is CommitmentStatus.Assigned),
        ("待派单", one => one.Status is CommitmentStatus.Registered),
    ];

    static readonly (string Name, Func<Commitment, bool> Holds)[] Carried = [("继续办理", one => one.Status is CommitmentStatus.CarriedOver)];

    /// <summary>件数 by status, and what part of all they are.</summary>
    public static DraftSentence Standing(IReadOnlyList<CommitmentHistory> all)
    {
        var parts = new[] { Sum("已销号", Ends), Sum("终止", Stops), Sum("正在办理", States), Sum("已结转", Carried) }.Where(part => part.Length > 0);
        return Of($"本稿所列{all[0].Now.Registered.Year}年度报告事项共{all.Count}件：{string.Join("；", parts)}。", all.Select(one => (one, (TimelineEntry?)one.Standing)));

        string Sum(string name, (string Name, Func<Commitment, bool> Holds)[] kinds)
        {
            var counts = kinds.Select(kind => (kind.Name, Count: all.Count(one => kind.Holds(one.Now)))).Where(kind => kind.Count > 0).ToList();
            var sum = counts.Sum(kind => kind.Count);
            return sum == 0 ? "" : $"{name}{sum}件，占{new OnTime(sum, all.Count).Percent}%（{string.Join("、", counts.Select(kind => $"{kind.Name}{kind.Count}件"))}）";
        }
    }

    /// <summary>按期办结率 on both clocks, with its definition; none where no limit has come yet.</summary>
    public static IEnumerable<DraftSentence> InTime(IReadOnlyList<CommitmentHistory> all)
    {
        var approved = Due(one => one.Now.DueOn);
        var original = Due(one => one.Now.OriginalDueOn);
        if (approved.Count + original.Count == 0) yield break;
        yield return Of(
            $"截至{Wording.Day(all[0].Today)}，按批准的时限，{Rate(approved, one => one.Now.DueOn)}；按原定的时限，{Rate(original, one => one.Now.OriginalDueOn)}"
            + "（按期办结率为时限已到的事项中，在时限当日或者之前销号的件数所占的比例，终止的不算销号）。",
            approved.Union(original).SelectMany(one => new[] { (one, one.LimitSet), (one, one.FirstLimitSet), (one, one.Closing) }));

        List<CommitmentHistory> Due(Func<CommitmentHistory, DateOnly?> limit) => [.. all.Where(one => limit(one) <= one.Today)];

        static string Rate(List<CommitmentHistory> due, Func<CommitmentHistory, DateOnly?> limit)
        {
            var rate = new OnTime(due.Count(one => one.Now.Outcome is Outcome.Done or Outcome.Partly && one.ClosedOn <= limit(one)), due.Count);
            return rate.Percent is { } percent ? $"时限已到的{rate.Due}件中按期销号{rate.InTime}件，按期办结率{percent}%" : "没有时限已到的事项";
        }
    }

    /// <summary>How often limits were moved, and of how many items; none where never.</summary>
    public static IEnumerable<DraftSentence> Moved(IReadOnlyList<CommitmentHistory> all)
    {
        var kinds = new (string Name, Func<CommitmentEvent, bool> Is)[]
        {
            ("准予延期", fact => fact is ExtensionGranted), ("不予延期", fact => fact is ExtensionRefused), ("调整整改时限", fact => fact is DueDateChanged),
        };
        var found = kinds.Select(kind => (kind.Name, Of: all.SelectMany(one => one.Entries.Where(entry => kind.Is(entry.Fact)).Select(entry => (one, (TimelineEntry?)entry))).ToList()))
            .Where(kind => kind.Of.Count > 0).ToList();
        if (found.Count == 0) yield break;
        yield return Of($"{string.Join("；", found.Select(kind => $"{kind.Name}{kind.Of.Count}次，涉及{kind.Of.DistinctBy(pair => pair.one.Id).Count()}件"))}。", found.SelectMany(kind => kind.Of));
    }

    /// <summary>责任领导: of how many dispatched items one is named; who, and how anybody fares, is not for a count.</summary>
    public static IEnumerable<DraftSentence> Leaders(IReadOnlyList<CommitmentHistory> all)
    {
        var dispatched = all.Where(one => one.Dispatch is not null).ToList();
        if (dispatched.Count == 0) yield break;
        var led = dispatched.Count(one => !string.IsNullOrWhiteSpace(one.Now.Leader));
        yield return Of($"已派单的{dispatched.Count}件{all[0].Now.Registered.Year}年度报告事项中，{led}件明确了责任领导。", dispatched.Select(one => (one, one.Dispatch)));
    }

    static DraftSentence Of(string text, IEnumerable<(CommitmentHistory History, TimelineEntry? Entry)> counted) =>
        new(text, [.. counted.Where(one => one.Entry is not null).Select(one => one.History.Source(one.Entry!)).DistinctBy(source => (source.CommitmentId, source.Version))]);
}
