using Tracker.Commitments;
using Tracker.Reports;
using Tracker.Web.YearLinks;
using Tracker.YearLinks;

namespace Tracker.Web.Commitments;

/// <summary>Every command that a request can ask of a commitment. A closing, say, is one thing whether it is asked for alone or among five hundred.</summary>
static class Steps
{
    public static readonly Step<AssignmentRequest> Assignment = new("assignment", (request, chosen) =>
    {
        var lead = chosen.Unit(request.LeadId!.Value);
        return new AssignCommitment(lead, chosen.Units(request.WithIds), chosen.Person(request.PersonId), request.Leader, request.DueOn!.Value, request.Standard!, request.Kind!.Value,
            [.. Each(request.Measures).Select(measure => chosen.Measure(measure, lead, request.DueOn.Value))]);
    })
    { NamesUnits = true };

    public static readonly Step<ReasonRequest> Declination = new("declination", request => new DeclineAssignment(request.Reason!));
    public static readonly BareStep Acceptance = new("acceptance", new AcceptAssignment());

    public static readonly Step<ReassignmentRequest> Reassignment = new("reassignment", (request, chosen) => new ReassignCommitment(
        chosen.Unit(request.LeadId!.Value), chosen.Units(request.WithIds), chosen.Person(request.PersonId), request.Reason!))
    { NamesUnits = true };

    public static readonly Step<MeasureRequest> Measure = new("measure", (request, chosen) =>
        request is { UnitId: { } unit, DueOn: { } due }
            ? new AddMeasure(chosen.Measure(request, chosen.Unit(unit), due))
            : throw new BadHttpRequestException("A measure needs its unit (unitId) and its limit (dueOn)."))
    { NamesUnits = true };

    public static readonly Step<MeasureRemovalRequest> MeasureRemoval = new("measure-removal", request => new DropMeasure(request.MeasureId!.Value, request.Reason!));

    public static readonly Step<ProgressRequest> Progress = new("progress", request => new ReportProgress(request.Text!, request.Percent, request.MeasureId,
        request.Figures is null ? null : [.. Each(request.Figures).Select(figure => new ReportedFigure(figure.Target!, figure.Number!.Value, TargetFigure.Of(figure.Target!)?.Unit))]));

    public static readonly Step<ExtensionRequest> ExtensionRequest = new("extension-request", request => new RequestExtension(request.To!.Value, request.Reason!, request.MeasureId));
    public static readonly Step<NoteRequest> ExtensionGrant = new("extension-grant", request => new GrantExtension(request.Note));
    public static readonly Step<ReasonRequest> ExtensionRefusal = new("extension-refusal", request => new RefuseExtension(request.Reason!));
    public static readonly Step<LimitRequest> Limit = new("limit", request => new ChangeLimit(request.To!.Value, request.Reason!, request.MeasureId));
    public static readonly Step<SubmissionRequest> Submission = new("submission", request => new SubmitClosing(request.Statement!));
    public static readonly Step<NoteRequest> Countersignature = new("countersignature", request => new CountersignClosing(request.Note));
    public static readonly Step<ReasonRequest> CountersignatureRefusal = new("countersignature-refusal", request => new RefuseCountersign(request.Reason!));
    public static readonly Step<ReturnRequest> Return = new("return", request => new ReturnClosing(request.Missing!));

    public static readonly Step<ClosureRequest> Closure = new("closure", request => new CloseCommitment(request.Outcome!.Value, request.Note,
        request.Checked is null ? null : [.. Each(request.Checked).Select(point => new CheckedPoint(point.Text!, point.Held!.Value))]));

    public static readonly Step<ReasonRequest> Reopening = new("reopening", request => new ReopenCommitment(request.Reason!));
    public static readonly Step<ObjectionRequest> Objection = new("objection", request => new ObjectToClosing(request.Text!, request.Objector));
    public static readonly Step<ObjectionAnswerRequest> ObjectionAnswer = new("objection-answer", request => new AnswerObjection(request.Upheld!.Value, request.Finding!));
    public static readonly Step<InspectionRequest> Inspection = new("inspection", request => new ReinspectCommitment(request.Held!.Value, request.Finding!));
    public static readonly Step<CommentRequest> Comment = new("comment", request => new CommentOnCommitment(request.Text!));
    public static readonly Step<YearVerdictOfReportRequest> YearVerdict = new("year-verdict", request => new DecideYearMatch(request.ReportId!.Value, request.Verdict!.Value, Trimmed(request.Note)));
    public static readonly Step<RecurrenceOfReportRequest> Recurrence = new("recurrence", request => new DecideRecurrence(request.ReportId!.Value, request.Same!.Value, Trimmed(request.Note)));

    /// <summary>By name, for a call that asks for many.</summary>
    public static readonly IReadOnlyDictionary<string, Step> All = new Step[]
    {
        Assignment, Declination, Acceptance, Reassignment, Measure, MeasureRemoval, Progress, ExtensionRequest, ExtensionGrant, ExtensionRefusal, Limit, Submission,
        Countersignature, CountersignatureRefusal, Return, Closure, Reopening, Objection, ObjectionAnswer, Inspection, Comment, YearVerdict, Recurrence,
    }.ToDictionary(step => step.Name);

    public static string? Trimmed(string? note) => string.IsNullOrWhiteSpace(note) ? null : note.Trim();

    // A list may hold null where a caller's script went wrong; validation does not see it.
    static IEnumerable<T> Each<T>(IReadOnlyList<T>? list) where T : class =>
        (list ?? []).Select(each => each ?? throw new BadHttpRequestException("A list holds null."));
}
