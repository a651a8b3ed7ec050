using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.Ledger;
using Tracker.People;
using Tracker.Reports;
using Tracker.Timeline;
using Tracker.YearLinks;

namespace Tracker;

/// <summary>The store as this product configures it: stored names, projections, tables. Stored names are for ever.</summary>
public static class TrackerStore
{
    static readonly IReadOnlyList<IProjection> Inline = [new LedgerProjection(), new ReportsProjection(), new PeopleProjection(), new YearLinksProjection(), new MeasuresProjection()];
    static readonly IReadOnlyList<IProjection> Async = [new ActivityProjection()];

    /// <summary>How events are written: Chinese as it is, not as escapes.</summary>
    public static readonly JsonSerializerOptions Json = new(TrackerJson.Default.Options)
    {
        TypeInfoResolver = TrackerJson.Default,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>What can be rebuilt.</summary>
    public static IReadOnlyList<string> ProjectionNames => [.. Inline.Concat(Async).Select(projection => projection.Name)];

    public static DocumentStore For(string connectionString, TimeProvider? time = null) => DocumentStore.For(connectionString, options =>
    {
        options.Time = time ?? TimeProvider.System;
        options.Events.UseJson(Json);
        MapEvents(options.Events);
        options.AddStreamType<Commitment>("commitment");
        options.AddStreamType<ReportState>("report");
        options.AddStreamType<Unit>("unit");
        options.AddStreamType<Person>("person");
        options.Snapshots.Add<Commitment>(every: 100);
        foreach (var projection in Inline) options.Projections.Add(projection, ProjectionLifecycle.Inline);
        foreach (var projection in Async) options.Projections.Add(projection, ProjectionLifecycle.Async);
        options.Migrate(1, "people", Sql("People.people.sql"));
        options.Migrate(2, "files", Sql("Files.files.sql"));
        options.Migrate(3, "reports", Sql("Reports.reports.sql"));
        options.Migrate(4, "ledger", Sql("Ledger.ledger.sql"));
        options.Migrate(5, "year links", Sql("YearLinks.year_links.sql"));
        options.Migrate(6, "reminders", Sql("Reminders.reminders.sql"));
        options.Migrate(7, "activity", Sql("Timeline.activity.sql"));
        options.Migrate(8, "protection keys", Sql("People.protection_keys.sql"));
        options.Migrate(9, "seal mails", Sql("Seals.seal_mails.sql"));
        options.Migrate(10, "compliance rules", Sql("Reports.compliance_rules.sql"));
        options.Migrate(11, "carry over", Sql("YearLinks.carry_over.sql"));
        options.Migrate(12, "measures", Sql("Ledger.measures.sql"));
        options.Migrate(13, "posts", Sql("People.posts.sql"));
        options.Migrate(14, "sign in", Sql("SignIn.sign_in.sql"));
        options.Migrate(15, "webhooks", Sql("Webhooks.webhooks.sql"));
    });

    public static void MapEvents(EventTypes events)
    {
        events.Map<CommitmentRegistered>("commitment_registered");
        events.Map<CommitmentAssigned>("commitment_assigned");
        events.Map<MeasureAdded>("measure_added");
        events.Map<MeasureDropped>("measure_dropped");
        events.Map<AssignmentAccepted>("assignment_accepted");
        events.Map<AssignmentDeclined>("assignment_declined");
        events.Map<CommitmentReassigned>("commitment_reassigned");
        events.Map<CommitmentHandedOver>("commitment_handed_over");
        events.Map<MeasuresHandedOver>("measures_handed_over");
        events.Map<CommitmentProgressed>("commitment_progressed");
        events.Map<EvidenceAttached>("evidence_attached");
        events.Map<ExtensionRequested>("extension_requested");
        events.Map<ExtensionGranted>("extension_granted");
        events.Map<ExtensionRefused>("extension_refused");
        events.Map<DueDateChanged>("due_date_changed");
        events.Map<ClosingSubmitted>("closing_submitted");
        events.Map<ClosingCountersigned>("closing_countersigned");
        events.Map<CountersignRefused>("countersign_refused");
        events.Map<ClosingReturned>("closing_returned");
        events.Map<CommitmentClosed>("commitment_closed");
        events.Map<ClosingPublished>("closing_published");
        events.Map<ClosingObjected>("closing_objected");
        events.Map<ObjectionAnswered>("objection_answered");
        events.Map<CommitmentReinspected>("commitment_reinspected");
        events.Map<CommitmentReopened>("commitment_reopened");
        events.Map<Commented>("commented");
        events.Map<SameProblemLinked>("same_problem_linked");
        events.Map<SameProblemUnlinked>("same_problem_unlinked");
        events.Map<ReplyLinkIssued>("reply_link_issued");
        events.Map<ReplyLinkRevoked>("reply_link_revoked");
        events.Map<YearMatchSuggested>("year_match_suggested");
        events.Map<YearMatchDecided>("year_match_decided");
        events.Map<ProblemNamedAgain>("problem_named_again");
        events.Map<RecurrenceDecided>("recurrence_decided");
        events.Map<CommitmentCarriedOver>("commitment_carried_over");
        events.Map<CommitmentTakenOver>("commitment_taken_over");
        events.Map<ReportImported>("report_imported");
        events.Map<ReportRevised>("report_revised");
        events.Map<ItemCorrected>("item_corrected");
        events.Map<ItemWordingAgreed>("item_wording_agreed");
        events.Map<ItemAdded>("item_added");
        events.Map<ItemSplit>("item_split");
        events.Map<ItemsMerged>("items_merged");
        events.Map<ItemDropped>("item_dropped");
        events.Map<ItemsConfirmed>("items_confirmed");
        events.Map<YearReviewClosed>("year_review_closed");
        events.Map<UnitRegistered>("unit_registered");
        events.Map<UnitRenamed>("unit_renamed");
        events.Map<UnitMoved>("unit_moved");
        events.Map<UnitClosed>("unit_closed");
        events.Map<PersonRegistered>("person_registered");
        events.Map<RolesGranted>("roles_granted");
        events.Map<PersonMoved>("person_moved");
        events.Map<PersonLeft>("person_left");
        events.Map<PersonRenamed>("person_renamed");
        events.Map<PhoneChanged>("phone_changed");
        events.Map<PostTaken>("post_taken");
        events.Map<PostChanged>("post_changed");
        events.Map<PostLeft>("post_left");
        events.Map<DeputyNamed>("deputy_named");
        events.Map<DeputyWithdrawn>("deputy_withdrawn");
    }

    static string Sql(string name)
    {
        using var stream = typeof(TrackerStore).Assembly.GetManifestResourceStream($"Tracker.{name}")
            ?? throw new InvalidOperationException($"The resource Tracker.{name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
