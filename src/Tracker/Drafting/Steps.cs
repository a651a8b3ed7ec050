using Tracker.Commitments;
using Tracker.Timeline;

namespace Tracker.Drafting;

/// <summary>What happened with a commitment, an event a sentence, in the order of time.</summary>
static class Steps
{
    /// <summary>What was done and what the review said to it: reports of progress, proof, applications, returns.</summary>
    public static IEnumerable<DraftSentence> Work(CommitmentHistory history) => Of(history, IsWork, proof: true);

    /// <summary>On what terms: limits asked for, granted and refused, tasks given back and passed on.</summary>
    public static IEnumerable<DraftSentence> Terms(CommitmentHistory history) => Of(history, IsTerm, proof: false);

    /// <summary>Both, as they happened.</summary>
    public static IEnumerable<DraftSentence> All(CommitmentHistory history) => Of(history, fact => IsWork(fact) || IsTerm(fact), proof: true);

    static bool IsWork(CommitmentEvent fact) => fact is CommitmentProgressed or ClosingSubmitted or ClosingReturned or CommitmentReopened or CommitmentClosed;

    static bool IsTerm(CommitmentEvent fact) =>
        fact is AssignmentDeclined or CommitmentReassigned or ExtensionRequested or ExtensionGranted or ExtensionRefused or DueDateChanged;

    // The closing that stands is left to the paragraph itself.
    static IEnumerable<DraftSentence> Of(CommitmentHistory history, Func<CommitmentEvent, bool> which, bool proof)
    {
        var told = history.Entries.Where(entry => which(entry.Fact) && entry != history.Closing).ToList();
        var within = Repetitions([.. told.Where(entry => Said(entry.Fact) is not null)]);
        // Proof is named once, before the application that rests on it.
        var files = proof ? Evidence(history) : null;
        var place = told.FindLastIndex(entry => entry.Fact is ClosingSubmitted && !within.ContainsKey(entry));
        for (var nth = 0; nth < told.Count; nth++)
        {
            if (nth == place && files is not null) yield return files;
            if (!within.ContainsKey(told[nth]))
                yield return history.Say(Sentence(history, told[nth]), within.Where(pair => pair.Value == told[nth]).Select(pair => pair.Key).Append(told[nth]));
        }
        if (place < 0 && files is not null) yield return files;
    }

    static DraftSentence? Evidence(CommitmentHistory history)
    {
        var files = history.Entries.Select(entry => (Entry: entry, File: entry.Fact as EvidenceAttached)).Where(one => one.File is not null)
            .GroupBy(one => (one.File!.FileName, one.File.Sha256, one.File.SpeaksFor)).ToList();
        if (files.Count == 0) return null;
        var names = files.Select(file => file.Key.SpeaksFor is { } day ? $"{Name(file.Key.FileName)}（反映{Wording.Day(day)}的情况）" : Name(file.Key.FileName));
        return history.Say($"佐证材料{files.Count}件：{string.Join("、", names)}。", files.SelectMany(file => file.Select(one => one.Entry)));
    }

    // A report speaks of a paper, not of a .pdf; the file's whole name stands in the note.
    static string Name(string fileName) => Wording.Book(Path.GetFileNameWithoutExtension(fileName) is { Length: > 0 } bare ? bare : fileName);

    static string Sentence(CommitmentHistory history, TimelineEntry entry)
    {
        var day = Wording.Day(history.DayOf(entry));
        var unit = entry.Fact.By.UnitName;
        return entry.Fact switch
        {
            // “本局” of a unit that helps is not the lead unit's.
            CommitmentProgressed x => Wording.Sentence(x.By.UnitId == history.Now.Lead?.Id || unit is null ? $"截至{day}，" : $"截至{day}，据{unit}填报，", x.Text),
            ClosingSubmitted x => Wording.Sentence($"{day}，{unit}{(IsAgain(history, entry) ? "再次" : "")}申请销号，说明：", x.Statement),
            ClosingReturned x => Wording.Sentence($"{day}，{unit}复核退回，指出尚缺：", x.Missing),
            CommitmentReopened x => Wording.Sentence($"{day}，{unit}决定重新挂号，理由：", x.Reason),
            CommitmentClosed x => x.Note is { Length: > 0 } note
                ? Wording.Sentence($"{day}，经{unit}复核{Outcome(x.Outcome)}，复核意见：", note)
                : $"{day}，经{unit}复核{Outcome(x.Outcome)}。",
            AssignmentDeclined x => Wording.Sentence($"{day}，{unit}退单，理由：", x.Reason),
            CommitmentReassigned x => Wording.Sentence($"{day}，转由{x.Lead.Name}牵头办理，理由：", x.Reason),
            ExtensionRequested x => Wording.Sentence($"{day}，{unit}申请延期至{Wording.Day(x.To)}，理由：", x.Reason),
            ExtensionGranted x => x.Reason is { Length: > 0 } reason
                ? Wording.Sentence($"{day}，准予延期，整改时限由{Wording.Day(x.From)}延至{Wording.Day(x.To)}，审批意见：", reason)
                : $"{day}，准予延期，整改时限由{Wording.Day(x.From)}延至{Wording.Day(x.To)}。",
            ExtensionRefused x => Wording.Sentence($"{day}，不予延期，理由：", x.Reason),
            DueDateChanged x => Wording.Sentence($"{day}，整改时限由{Wording.Day(x.From)}调整为{Wording.Day(x.To)}，理由：", x.Reason),
            var fact => throw new ArgumentOutOfRangeException(nameof(entry), fact.GetType().Name, "No step of a draft."),
        };
    }

    /// <summary>准予销号 or 终止, with the conclusion.</summary>
    public static string Outcome(Outcome outcome) => outcome switch
    {
        Commitments.Outcome.Done => "准予销号，结论：已完成",
        Commitments.Outcome.Partly => "准予销号，结论：部分完成",
        Commitments.Outcome.NotDone => "决定终止，结论：未完成",
        _ => "决定终止，结论：已被其他事项替代",
    };

    static bool IsAgain(CommitmentHistory history, TimelineEntry entry) =>
        history.Entries.Any(earlier => earlier.Fact is ClosingSubmitted && earlier.Version < entry.Version);

    static string? Said(CommitmentEvent fact) => fact switch
    {
        CommitmentProgressed x => x.Text,
        ClosingSubmitted x => x.Statement,
        _ => null,
    };

    /// <summary>Entries whose words stand, sentence for sentence, in another entry: each with the one that is told.</summary>
    static Dictionary<TimelineEntry, TimelineEntry> Repetitions(IReadOnlyList<TimelineEntry> said)
    {
        // The longest first and, of the same words, the latest: whatever holds another's words is never itself within a third.
        var ranked = said.Select(entry => (Entry: entry, Words: $"。{Wording.Clause(Said(entry.Fact)!)}。"))
            .OrderByDescending(one => one.Words.Length).ThenByDescending(one => one.Entry.Version).ToList();
        var within = new Dictionary<TimelineEntry, TimelineEntry>();
        for (var nth = 1; nth < ranked.Count; nth++)
        {
            var holder = ranked.Take(nth).FirstOrDefault(longer => longer.Words.Contains(ranked[nth].Words, StringComparison.Ordinal));
            if (holder.Entry is not null) within.Add(ranked[nth].Entry, holder.Entry);
        }
        return within;
    }
}
