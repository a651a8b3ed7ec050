using System.Text.Json.Serialization;
using Tracker.Commitments;
using Tracker.People;
using Tracker.Reports;

namespace Tracker;

/// <summary>How events are written: property names as in C#, enums by name so that a stored fact can be read without this code.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CommitmentRegistered))]
[JsonSerializable(typeof(CommitmentAssigned))]
[JsonSerializable(typeof(AssignmentAccepted))]
[JsonSerializable(typeof(AssignmentDeclined))]
[JsonSerializable(typeof(CommitmentReassigned))]
[JsonSerializable(typeof(CommitmentProgressed))]
[JsonSerializable(typeof(EvidenceAttached))]
[JsonSerializable(typeof(ExtensionRequested))]
[JsonSerializable(typeof(ExtensionGranted))]
[JsonSerializable(typeof(ExtensionRefused))]
[JsonSerializable(typeof(DueDateChanged))]
[JsonSerializable(typeof(ClosingSubmitted))]
[JsonSerializable(typeof(ClosingReturned))]
[JsonSerializable(typeof(CommitmentClosed))]
[JsonSerializable(typeof(CommitmentReopened))]
[JsonSerializable(typeof(Commented))]
[JsonSerializable(typeof(YearMatchSuggested))]
[JsonSerializable(typeof(YearMatchDecided))]
[JsonSerializable(typeof(ReportImported))]
[JsonSerializable(typeof(ReportRevised))]
[JsonSerializable(typeof(ItemCorrected))]
[JsonSerializable(typeof(ItemWordingAgreed))]
[JsonSerializable(typeof(ItemAdded))]
[JsonSerializable(typeof(ItemSplit))]
[JsonSerializable(typeof(ItemsMerged))]
[JsonSerializable(typeof(ItemDropped))]
[JsonSerializable(typeof(ItemsConfirmed))]
[JsonSerializable(typeof(YearReviewClosed))]
[JsonSerializable(typeof(UnitRegistered))]
[JsonSerializable(typeof(UnitRenamed))]
[JsonSerializable(typeof(PersonRegistered))]
[JsonSerializable(typeof(RolesGranted))]
[JsonSerializable(typeof(PersonMoved))]
[JsonSerializable(typeof(PersonLeft))]
[JsonSerializable(typeof(Commitment))]
[JsonSerializable(typeof(IReadOnlyList<YearPassage>))]
public sealed partial class TrackerJson : JsonSerializerContext;
