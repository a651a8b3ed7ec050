using Tracker.Commitments;
using Tracker.Reports;

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
    public List<IFormFile>? File { get; set; }
    public DateOnly? SpeaksFor { get; set; }
    public Outcome? Outcome { get; set; }

    /// <summary>The measure that it is about; null for the whole.</summary>
    public Guid? Measure { get; set; }
    public List<MeasureForm>? Measures { get; set; }
    public List<FigureForm>? Figures { get; set; }

    /// <summary>复核清单 as shown, and which points were ticked.</summary>
    public List<string>? Points { get; set; }
    public List<int>? Held { get; set; }
    public string? Objector { get; set; }

    /// <summary>异议是否成立, or whether a closing held.</summary>
    public bool? Yes { get; set; }

    /// <summary>The text for the first thing without which there is no command; null where all is there.</summary>
    public string? Lacking => Act switch
    {
        CommitmentAction.Assign or CommitmentAction.Reassign when Lead is null => "Commitments.Lacking.Lead",
        CommitmentAction.Assign or CommitmentAction.ChangeLimit or CommitmentAction.RequestExtension when DueOn is null => "Commitments.Lacking.DueOn",
        CommitmentAction.Assign when Kind is null => "Commitments.Lacking.Kind",
        CommitmentAction.AddMeasure when Measures is not [{ DueOn: not null }] => "Commitments.Lacking.DueOn",
        CommitmentAction.DropMeasure when Measure is null => "Commitments.Lacking.Measure",
        CommitmentAction.AnswerObjection or CommitmentAction.Reinspect when Yes is null => "Commitments.Lacking.Outcome",
        CommitmentAction.AttachEvidence when File is not { Count: > 0 } => "Commitments.Lacking.File",
        CommitmentAction.Close when Outcome is null => "Commitments.Lacking.Outcome",
        _ => null,
    };

    public CommitmentCommand Command(Chosen chosen)
    {
        var (with, person) = (chosen.Units(With), chosen.Person(Person));
        var text = Text ?? "";
        return Act switch
        {
            CommitmentAction.Assign => new AssignCommitment(chosen.Unit(Lead!.Value), with, person, Leader, DueOn!.Value, Standard ?? "", Kind!.Value,
                [.. (Measures ?? []).Where(measure => measure.IsTaken).Select(measure => chosen.Measure(measure.Asked(), chosen.Unit(Lead.Value), DueOn.Value))]),
            CommitmentAction.AddMeasure => new AddMeasure(chosen.Measure(Measures![0].Asked(), null, DateOnly.MaxValue)),
            CommitmentAction.DropMeasure => new DropMeasure(Measure!.Value, text),
            CommitmentAction.Reassign => new ReassignCommitment(chosen.Unit(Lead!.Value), with, person, text),
            CommitmentAction.Accept => new AcceptAssignment(),
            CommitmentAction.Decline => new DeclineAssignment(text),
            CommitmentAction.Progress => new ReportProgress(text, Percent, Measure, [.. (Figures ?? []).Where(figure => figure.Number is not null).Select(figure => figure.Of())]),
            CommitmentAction.Submit => new SubmitClosing(text),
            CommitmentAction.RequestExtension => new RequestExtension(DueOn!.Value, text, Measure),
            CommitmentAction.GrantExtension => new GrantExtension(Text),
            CommitmentAction.RefuseExtension => new RefuseExtension(text),
            CommitmentAction.ChangeLimit => new ChangeLimit(DueOn!.Value, text, Measure),
            CommitmentAction.Return => new ReturnClosing(text),
            CommitmentAction.Close => new CloseCommitment(Outcome!.Value, Text,
                Points is { Count: > 0 } ? [.. Points.Select((point, i) => new CheckedPoint(point, Held?.Contains(i) == true))] : null),
            CommitmentAction.Countersign => new CountersignClosing(Text),
            CommitmentAction.RefuseCountersign => new RefuseCountersign(text),
            CommitmentAction.TakeObjection => new ObjectToClosing(text, string.IsNullOrWhiteSpace(Objector) ? null : Objector.Trim()),
            CommitmentAction.AnswerObjection => new AnswerObjection(Yes!.Value, text),
            CommitmentAction.Reinspect => new ReinspectCommitment(Yes!.Value, text),
            CommitmentAction.Reopen => new ReopenCommitment(text),
            CommitmentAction.Comment => new CommentOnCommitment(text),
            _ => throw new BadHttpRequestException($"No such action: {Act}."),
        };
    }
}

/// <summary>One row of measures as typed.</summary>
public sealed class MeasureForm
{
    public Guid? Id { get; set; }

    /// <summary>A measure that the report names is taken where it is ticked; one typed by hand, always.</summary>
    public bool Taken { get; set; }
    public bool Offered { get; set; }
    public string? Text { get; set; }
    public Guid? Unit { get; set; }
    public Guid? Person { get; set; }
    public DateOnly? DueOn { get; set; }

    public bool IsTaken => Offered ? Taken : !string.IsNullOrWhiteSpace(Text);

    public MeasureRequest Asked() => new(Id, Text, Unit, Person, DueOn);
}

/// <summary>Where one target stands, as typed.</summary>
public sealed class FigureForm
{
    public string? Target { get; set; }
    public decimal? Number { get; set; }

    public ReportedFigure Of() => new(Target ?? "", Number!.Value, TargetFigure.Of(Target ?? "")?.Unit);
}
