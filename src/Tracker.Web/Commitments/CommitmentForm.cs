using Tracker.Commitments;
using Tracker.People;

namespace Tracker.Web.Commitments;

/// <summary>What any form of the commitment page can carry; each action reads its own fields.</summary>
public sealed class CommitmentForm
{
    public CommitmentAction? Act { get; set; }

    /// <summary>The version that the person saw.</summary>
    public long? Version { get; set; }

    /// <summary>One form shown, one command: sent twice it is done once.</summary>
    public string? CommandId { get; set; }

    public Guid? Lead { get; set; }
    public List<Guid>? With { get; set; }
    public Guid? Person { get; set; }
    public string? Leader { get; set; }
    public DateOnly? DueOn { get; set; }
    public string? Standard { get; set; }
    public RectificationKind? Kind { get; set; }
    public string? Text { get; set; }
    public int? Percent { get; set; }
    public IFormFile? File { get; set; }
    public DateOnly? SpeaksFor { get; set; }
    public Outcome? Outcome { get; set; }

    /// <summary>The text for the first thing without which there is no command; null where all is there.</summary>
    public string? Lacking => Act switch
    {
        CommitmentAction.Assign or CommitmentAction.Reassign when Lead is null => "Commitments.Lacking.Lead",
        CommitmentAction.Assign or CommitmentAction.ChangeLimit or CommitmentAction.RequestExtension when DueOn is null => "Commitments.Lacking.DueOn",
        CommitmentAction.Assign when Kind is null => "Commitments.Lacking.Kind",
        CommitmentAction.AttachEvidence when File is null => "Commitments.Lacking.File",
        CommitmentAction.Close when Outcome is null => "Commitments.Lacking.Outcome",
        _ => null,
    };

    public CommitmentCommand Command(IReadOnlyList<UnitRow> units, IReadOnlyList<PersonRow> people)
    {
        UnitRef Unit(Guid id) => Chosen.Unit(units, id);
        IReadOnlyList<UnitRef> with = [.. (With ?? []).Distinct().Select(Unit)];
        var person = Person is { } id ? Chosen.Person(people, id) : null;
        var text = Text ?? "";
        return Act switch
        {
            CommitmentAction.Assign => new AssignCommitment(Unit(Lead!.Value), with, person, Leader, DueOn!.Value, Standard ?? "", Kind!.Value),
            CommitmentAction.Reassign => new ReassignCommitment(Unit(Lead!.Value), with, person, text),
            CommitmentAction.Accept => new AcceptAssignment(),
            CommitmentAction.Decline => new DeclineAssignment(text),
            CommitmentAction.Progress => new ReportProgress(text, Percent),
            CommitmentAction.Submit => new SubmitClosing(text),
            CommitmentAction.RequestExtension => new RequestExtension(DueOn!.Value, text),
            CommitmentAction.GrantExtension => new GrantExtension(Text),
            CommitmentAction.RefuseExtension => new RefuseExtension(text),
            CommitmentAction.ChangeLimit => new ChangeLimit(DueOn!.Value, text),
            CommitmentAction.Return => new ReturnClosing(text),
            CommitmentAction.Close => new CloseCommitment(Outcome!.Value, Text),
            CommitmentAction.Reopen => new ReopenCommitment(text),
            CommitmentAction.Comment => new CommentOnCommitment(text),
            _ => throw new BadHttpRequestException($"No such action: {Act}."),
        };
    }
}

/// <summary>Units and people that a request names by id, as events remember them.</summary>
static class Chosen
{
    public static UnitRef Unit(IReadOnlyList<UnitRow> units, Guid id) =>
        units.FirstOrDefault(unit => unit.Id == id) is { } found ? new(found.Id, found.Name) : throw new BadHttpRequestException($"No unit {id}.");

    public static PersonRef Person(IReadOnlyList<PersonRow> people, Guid id) =>
        people.FirstOrDefault(person => person.Id == id) is { } found ? new(found.Id, found.Name) : throw new BadHttpRequestException($"No person {id}.");
}
