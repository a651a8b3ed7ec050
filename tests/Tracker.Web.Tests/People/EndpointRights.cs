using Tracker.Commitments;
using Tracker.People;

namespace Tracker.Web.Tests.People;

/// <summary>What an endpoint is about: nothing in particular, or one of these, which lies inside or outside somebody's scope.</summary>
public enum On { Nothing, Commitment, Report, PublishedReport, Person, Unit }

/// <summary>What an endpoint asks of who calls it.</summary>
/// <param name="Endpoint">As <see cref="Endpoints"/> names it.</param>
/// <param name="Needs">The right; null where being signed in is enough.</param>
/// <param name="Body">A form, or JSON where it begins with a brace; {commitment}, {report}, {person} and {unit} stand for those of the place.</param>
/// <param name="MayMiss">True where the one asked for does not exist: who may ask is told so.</param>
public sealed record Entry(string Endpoint, Right? Needs, On On = On.Nothing, string Body = "", bool MayMiss = false)
{
    /// <summary>Open to everybody, signed in or not.</summary>
    public bool IsOpen { get; init; }

    public string Method => Endpoint[..Endpoint.IndexOf(' ', StringComparison.Ordinal)];
    public string Path => Endpoint[(Endpoint.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    /// <summary>Which of several things one form can carry: the matrix names it.</summary>
    public string Name => Body.StartsWith("Act=", StringComparison.Ordinal) ? $"{Endpoint} {Body[4..Body.IndexOf('&', StringComparison.Ordinal)]}" : Endpoint;
}

/// <summary>Every endpoint of the application with the right it needs. One that is not named here fails the tests.</summary>
static class EndpointRights
{
    const string Report = "/api/reports/{id:guid}";
    const string One = "/api/commitments/{id:guid}";

    // Whatever the command reads of it: all of them find what they need. The version is one that no stream has, so that nothing ever changes.
    const string Json = """
        {"leadId":"{unit}","unitId":"{unit}","dueOn":"2031-01-01","to":"2031-02-01","standard":"全覆盖","kind":"Phased","reason":"理由","text":"文字","percent":5,
         "note":"说明","statement":"完成情况","missing":"缺少材料","outcome":"Done","upheld":true,"held":true,"finding":"结论","verdict":"Answered","same":true,"otherId":"{commitment}"}
        """;

    const string ReportJson = """
        {"kind":"Problem","title":"标题","start":1,"end":5,"at":3,"reason":"理由","wording":"表述","itemIds":["{item}"],"commitments":[{"id":"{commitment}"}],"note":"说明"}
        """;

    const string Form = "&Version=9999&Lead={unit}&DueOn=2031-01-01&Standard=全覆盖&Kind=Phased&Text=文字&Percent=5&Outcome=Done&Yes=true&Objector=群众&Measure={item}&Measures[0].Text=措施&Measures[0].Unit={unit}&Measures[0].DueOn=2031-01-01";

    const string Item = "Version=9999&Item={item}&Ticked={item}&Kind=Problem&Title=标题&Start=1&End=5&At=3&Reason=理由&Wording=表述";

    /// <summary>The right behind each thing that can be done on a commitment's page.</summary>
    static readonly Dictionary<CommitmentAction, Right> Acts = new()
    {
        [CommitmentAction.Assign] = Right.Assign, [CommitmentAction.Reassign] = Right.Assign, [CommitmentAction.AddMeasure] = Right.Assign, [CommitmentAction.DropMeasure] = Right.Assign,
        [CommitmentAction.Accept] = Right.Accept, [CommitmentAction.Decline] = Right.Accept,
        [CommitmentAction.Progress] = Right.Progress, [CommitmentAction.AttachEvidence] = Right.Progress,
        [CommitmentAction.RequestExtension] = Right.RequestExtension, [CommitmentAction.GrantExtension] = Right.DecideExtension, [CommitmentAction.RefuseExtension] = Right.DecideExtension,
        [CommitmentAction.ChangeLimit] = Right.ChangeLimit, [CommitmentAction.Submit] = Right.Submit,
        [CommitmentAction.Countersign] = Right.Countersign, [CommitmentAction.RefuseCountersign] = Right.Countersign,
        [CommitmentAction.Return] = Right.Review, [CommitmentAction.Close] = Right.Review,
        [CommitmentAction.TakeObjection] = Right.HandleObjection, [CommitmentAction.AnswerObjection] = Right.HandleObjection,
        [CommitmentAction.Reinspect] = Right.Reinspect, [CommitmentAction.Reopen] = Right.Reopen, [CommitmentAction.Comment] = Right.Comment,
    };

    public static readonly IReadOnlyList<Entry> Table =
    [
        Open("* /health"), Open("PAGE /error?handler=HandlerExecuting"), Open("GET /language/{language:regex(^(zh-Hans|en)$)}"),
        Open("GET /sign-in"), Open("POST /sign-in"), Open("POST /sign-in?handler=SignOut"), Open("GET /sign-in/code"), Open("POST /sign-in/code"),
        Open("GET /api/openapi.json"), Open("GET /welcome/{token}"), Open("POST /welcome/{token}"), Open("GET /reply/{token}"), Open("POST /reply/{token}"),

        Open("GET /"), new("GET /acting", null), new("POST /acting", null, MayMiss: true), new("GET /account", null), new("POST /account?handler=Password", null),
        new("POST /account?handler=Deputy", null), new("POST /account?handler=Withdraw", null, MayMiss: true), new("POST /account?handler=Unlink", null),
        new("GET /account/tokens", null), new("POST /account/tokens?handler=Make", null), new("POST /account/tokens?handler=Revoke", null),
        new("GET /account/two-step", null), new("POST /account/two-step?handler=Confirm", null), new("POST /account/two-step?handler=Remove", null),
        new("GET /inbox", null), new("POST /inbox?handler=Read", null), new("POST /inbox?handler=AllRead", null),

        new("GET /ledger", Right.ReadLedger), new("GET /boards", Right.ReadLedger), new("GET /common-problems", Right.ReadLedger), new("GET /recurrences", Right.ReadLedger),
        new("POST /recurrences?handler=Decide", Right.DecideYearMatch, On.Commitment, "commitment={commitment}&report={item}&same=true"),
        new("POST /recurrences?handler=Add", Right.DecideYearMatch, On.Commitment, "commitment={commitment}&other={commitment}"),

        new("GET /commitments/{id:guid}", Right.ReadLedger, On.Commitment),
        new("GET /commitments/{id:guid}/evidence/{sha256:regex(^[0-9a-f]{{64}}$)}", Right.ReadLedger, On.Commitment),
        .. Acts.Select(act => new Entry("POST /commitments/{id:guid}", act.Value, On.Commitment, $"Act={act.Key}{Form}")),
        new("POST /commitments/{id:guid}?handler=Same", Right.LinkProblems, On.Commitment, "other={commitment}&note=同类"),
        new("POST /commitments/{id:guid}?handler=NotSame", Right.LinkProblems, On.Commitment, "other={commitment}&note=不同"),
        new("GET /commitments/{id:guid}/reply-links", Right.IssueReplyLink, On.Commitment),
        new("POST /commitments/{id:guid}/reply-links?handler=Issue", Right.IssueReplyLink, On.Commitment, "Contact=&Days=7"),
        new("POST /commitments/{id:guid}/reply-links?handler=Revoke", Right.IssueReplyLink, On.Commitment, "link={item}"),

        new($"GET {One}/", Right.ReadLedger, On.Commitment),
        Api("PUT", "assignment", Right.Assign), Api("DELETE", "assignment", Right.Accept), Api("POST", "acceptance", Right.Accept), Api("POST", "reassignment", Right.Assign),
        Api("POST", "measures", Right.Assign), Api("DELETE", "measures/{measure:guid}", Right.Assign), Api("POST", "progress", Right.Progress), Api("POST", "evidence", Right.Progress),
        Api("POST", "extension-request", Right.RequestExtension), Api("POST", "extension-grant", Right.DecideExtension), Api("POST", "extension-refusal", Right.DecideExtension),
        Api("PUT", "limit", Right.ChangeLimit), Api("POST", "submission", Right.Submit), Api("POST", "countersignature", Right.Countersign),
        Api("POST", "countersignature-refusal", Right.Countersign), Api("POST", "return", Right.Review), Api("POST", "closure", Right.Review), Api("DELETE", "closure", Right.Reopen),
        Api("POST", "objection", Right.HandleObjection), Api("POST", "objection-answer", Right.HandleObjection), Api("POST", "inspection", Right.Reinspect),
        Api("POST", "comments", Right.Comment), Api("PUT", "same-problems/{other:guid}", Right.LinkProblems), Api("DELETE", "same-problems/{other:guid}", Right.LinkProblems),

        new("GET /api/me/", null), new("GET /api/units/", Right.ReadLedger), new("GET /api/people/", Right.ReadLedger),
        new("GET /api/commitments/", Right.ReadLedger), new($"GET {One}/events", Right.ReadLedger, On.Commitment),
        new($"GET {One}/evidence/{{sha256:regex(^[0-9a-f]{{{{64}}}}$)}}", Right.ReadLedger, On.Commitment),
        new("POST /api/commitments/bulk/", null, Body: """{"items":[]}"""),
        Api("PUT", "year-verdicts/{reportId:guid}", Right.DecideYearMatch), Api("PUT", "recurrences/{reportId:guid}", Right.DecideYearMatch), Api("POST", "recurrences", Right.DecideYearMatch),
        new("GET /api/events/", Right.ReadLedger), new("GET /api/events/types", null), new("GET /api/events/stream", Right.ReadLedger),
        new("GET /api/reports/", Right.ReadLedger), new("POST /api/reports/", Right.ImportReport, Body: "text"),
        new($"GET {Report}/", Right.ReadLedger, On.PublishedReport), new($"GET {Report}/text", Right.ReadLedger, On.PublishedReport), new($"GET {Report}/file", Right.ReadLedger, On.PublishedReport),
        new($"GET {Report}/year-links", Right.ReadLedger, On.PublishedReport), new($"GET {Report}/draft/", Right.ReadLedger, On.PublishedReport, MayMiss: true),
        ReportApi("POST", "items", Right.ConfirmItems), ReportApi("PUT", "items/{item:guid}/", Right.ConfirmItems), ReportApi("DELETE", "items/{item:guid}/", Right.ConfirmItems),
        ReportApi("POST", "items/{item:guid}/split", Right.ConfirmItems), ReportApi("PUT", "items/{item:guid}/wording", Right.ConfirmItems), ReportApi("POST", "merge", Right.ConfirmItems),
        ReportApi("POST", "confirmation", Right.ConfirmItems), ReportApi("POST", "sure-verdicts", Right.DecideYearMatch), ReportApi("POST", "review-closure", Right.DecideYearMatch),
        ReportApi("POST", "carry-overs", Right.CarryOver),

        new("GET /api/webhooks/", Right.ManageRules), new("POST /api/webhooks/", Right.ManageRules, Body: """{"url":"nowhere"}"""),
        Webhook("GET", ""), Webhook("PUT", "", """{"url":"https://oa.example.gov.cn/"}"""), Webhook("DELETE", ""), Webhook("PUT", "pause"), Webhook("DELETE", "pause"), Webhook("POST", "test"),
        Webhook("GET", "deliveries"), Webhook("POST", "deliveries/{delivery:guid}/resending"),

        new("GET /admin/webhooks", Right.ManageRules), new("POST /admin/webhooks?handler=Register", Right.ManageRules), WebhookPage("GET", ""),
        WebhookPage("POST", "?handler=Again"), WebhookPage("POST", "?handler=Pause"), WebhookPage("POST", "?handler=Remove"), WebhookPage("POST", "?handler=Test"),

        new("GET /reports", Right.ReadLedger), new("GET /reports?handler=Progress", Right.ImportReport), new("POST /reports", Right.ImportReport),
        new("GET /reports/{id:guid}", Right.ReadLedger, On.PublishedReport), new("GET /reports/{id:guid}/file", Right.ReadLedger, On.PublishedReport),
        new("GET /reports/{id:guid}/links", Right.ReadLedger, On.PublishedReport), new("GET /reports/{id:guid}/draft", Right.ReadLedger, On.PublishedReport),
        new("GET /reports/{id:guid}/draft.docx", Right.ReadLedger, On.PublishedReport, MayMiss: true),
        .. ((string[])["Add", "Agree", "Confirm", "ConfirmAll", "ConfirmOne", "Correct", "Drop", "Merge", "Split"])
            .Select(handler => new Entry($"POST /reports/{{id:guid}}?handler={handler}", Right.ConfirmItems, On.Report, Item)),
        new("POST /reports/{id:guid}/links?handler=Decide", Right.DecideYearMatch, On.Commitment, "commitment={commitment}&verdict=Answered&note=说明"),
        new("POST /reports/{id:guid}/links?handler=AcceptSure", Right.DecideYearMatch, On.Report),
        new("POST /reports/{id:guid}/links?handler=Close", Right.DecideYearMatch, On.Report),
        new("POST /reports/{id:guid}/links?handler=CarryOver", Right.CarryOver, On.Report, "commitment={commitment}&note="),
        new("POST /reports/{id:guid}/links?handler=CarryOverAll", Right.CarryOver, On.Report),

        new("GET /admin", Right.ManagePeople), new("GET /admin/rights", Right.ManagePeople),
        new("POST /admin?handler=Unit", Right.ManagePeople), new("POST /admin?handler=Person", Right.ManagePeople),
        new("POST /admin?handler=Invite", Right.ManagePeople, On.Person, "person={person}"),
        new("GET /admin/people/import", Right.ManagePeople), new("GET /admin/people/import?handler=Template", Right.ManagePeople),
        new("POST /admin/people/import", Right.ManagePeople), new("POST /admin/people/import?handler=Apply", Right.ManagePeople),
        new("GET /admin/people/{id:guid}", Right.ManagePeople, On.Person), new("GET /admin/people/{id:guid}/leave", Right.ManagePeople, On.Person),
        new("POST /admin/people/{id:guid}/leave", Right.ManagePeople, On.Person, "Successors[0].PostId={person}&Successors[0].To={item}"),
        new("POST /admin/people/{id:guid}?handler=Facts", Right.ManagePeople, On.Person, "Name="), new("POST /admin/people/{id:guid}?handler=Post", Right.ManagePeople, On.Person),
        new("POST /admin/people/{id:guid}?handler=Take", Right.ManagePeople, On.Person), new("POST /admin/people/{id:guid}?handler=End", Right.ManagePeople, On.Person, "post={person}"),
        new("POST /admin/people/{id:guid}?handler=Deputy", Right.ManagePeople, On.Person), new("POST /admin/people/{id:guid}?handler=Withdraw", Right.ManagePeople, On.Person),
        new("GET /admin/units/{id:guid}", Right.ManagePeople, On.Unit), new("POST /admin/units/{id:guid}?handler=Rename", Right.ManagePeople, On.Unit, "UnitName="),
        new("POST /admin/units/{id:guid}?handler=Move", Right.ManagePeople, On.Unit, "ParentId={unit}"), new("POST /admin/units/{id:guid}?handler=Close", Right.ManagePeople, On.Unit),
        new("GET /admin/sign-in", Right.ManagePeople), new("POST /admin/sign-in?handler=Reset", Right.ManagePeople, On.Person, "person={person}"),
        new("POST /admin/sign-in?handler=Revoke", Right.ManagePeople, On.Person, "token={token}"),
        new("GET /admin/reads", Right.SeeReads), new("GET /admin/projections", Right.SeeJobs),
        new("POST /admin/projections?handler=Retry", Right.MendProjections, Body: "name=Ledger&sequence=1"),
        new("POST /admin/projections?handler=Skip", Right.MendProjections, Body: "name=Ledger&sequence=1"),
        new("GET /admin/rules", Right.ManageRules), new("POST /admin/rules", Right.ManageRules), new("POST /admin/rules?handler=Restore", Right.ManageRules, Body: "code=none", MayMiss: true),
        new("GET /admin/work-rules", Right.SetWorkRules), new("POST /admin/work-rules", Right.SetWorkRules, Body: "NoticeDays=-1"),
        new("GET /admin/seals", Right.KeepSeals), new("GET /admin/seals/{number:long}", Right.KeepSeals, MayMiss: true), new("POST /admin/seals", Right.KeepSeals),
    ];

    static Entry Open(string endpoint) => new(endpoint, null) { IsOpen = true };

    static Entry Api(string method, string name, Right needs) => new($"{method} {One}/{name}", needs, On.Commitment, Json);

    static Entry ReportApi(string method, string name, Right needs) => new($"{method} {Report}/{name}", needs, On.Report, ReportJson);

    static Entry WebhookPage(string method, string handler) => new($"{method} /admin/webhooks/{{id:guid}}{handler}", Right.ManageRules, MayMiss: true);

    // None is registered: who may ask is told so.
    static Entry Webhook(string method, string name, string body = "") => new($"{method} /api/webhooks/{{id:guid}}/{name}", Right.ManageRules, Body: body, MayMiss: true);
}
