using System.Globalization;

namespace Tracker.EventStore.Tests;

/// <summary>Attacks by somebody with every right in the database, each against a bundle verified elsewhere.</summary>
public sealed class TamperTests(PostgresFixture postgres) : BundleTests(postgres)
{
    Guid a, b;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        a = await OpenAccountAsync(new AmountBooked(1), new AmountBooked(2));
        b = await OpenAccountAsync(new AmountBooked(10));
        await BookAsync(a, 3);
        await BookAsync(b, 20);
        await SealAsync();
        await BookAsync(a, 4);
    }

    [Fact]
    public async Task What_nobody_touched_is_good()
    {
        var report = await VerifyAsync();
        report.Findings.ShouldBeEmpty();
        (report.IsGood, report.Manifest.Events, report.Manifest.Seals, report.Unsealed, report.ForeignCount, report.KeysGiven).ShouldBe((true, 8, 1, 1, 0, true));
    }

    [Theory]
    [InlineData("data = '{\"Amount\": 9}'")]
    [InlineData("data = '{\"Note\": null, \"Amount\": 2.0}'")]
    [InlineData("timestamp = timestamp - interval '1 day'")]
    [InlineData("user_name = 'zhao'")]
    [InlineData("user_name = null")]
    [InlineData("causation_id = 'x'")]
    [InlineData("correlation_id = ''")]
    [InlineData("type = 'account_closed'")]
    [InlineData("mt_dotnet_type = 'X, Y'")]
    [InlineData("tenant_id = 'other'")]
    [InlineData("id = gen_random_uuid()")]
    [InlineData("headers = null")]
    [InlineData("headers = '{\"chain\": \"0000\"}'")]
    public async Task A_changed_field_is_found_at_its_event_and_nowhere_else(string change)
    {
        var sequence = await SequenceAsync(a, 3);
        await TamperAsync($"update mt_events set {change} where seq_id = {sequence}");
        var finding = (await VerifyAsync()).Findings.Single();
        (finding.Kind, finding.Sequence, finding.StreamId, finding.Version, finding.Seal).ShouldBe((FindingKind.EventChanged, sequence, a, 3, 1));
        finding.Type.ShouldNotBeNull();
        finding.Time.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_change_behind_the_last_seal_breaks_the_chain()
    {
        await TamperAsync("update mt_events set data = '{\"Amount\": 9}' where version = 5");
        var finding = (await VerifyAsync()).Findings.Single();
        (finding.Kind, finding.StreamId, finding.Version, finding.Seal).ShouldBe((FindingKind.EventChanged, a, 5, null));
    }

    [Fact]
    public async Task An_event_removed_in_the_middle_is_named()
    {
        var sequence = await SequenceAsync(a, 2);
        await TamperAsync($"delete from mt_events where seq_id = {sequence}");
        var finding = (await VerifyAsync()).Findings.Single();
        (finding.Kind, finding.Sequence, finding.StreamId, finding.Version).ShouldBe((FindingKind.EventRemoved, sequence, a, 2));
    }

    [Fact]
    public async Task An_event_removed_behind_the_last_seal_leaves_a_gap()
    {
        await BookAsync(a, 5);
        await TamperAsync("delete from mt_events where version = 5");
        var finding = (await VerifyAsync()).FirstEvent!;
        (finding.Kind, finding.StreamId, finding.Version).ShouldBe((FindingKind.EventRemoved, a, 5));
    }

    [Fact]
    public async Task The_last_event_of_a_stream_is_missed_by_the_seal()
    {
        var sequence = await SequenceAsync(b, 3);
        await TamperAsync($"delete from mt_events where seq_id = {sequence}; update mt_streams set version = 2 where id = '{b}'");
        var finding = (await VerifyAsync()).Findings.Single();
        (finding.Kind, finding.Sequence, finding.StreamId, finding.Version).ShouldBe((FindingKind.EventRemoved, sequence, b, 3));
    }

    [Fact]
    public async Task A_whole_stream_is_missed_by_the_seal()
    {
        await TamperAsync($"delete from mt_streams where id = '{b}'");
        var report = await VerifyAsync();
        report.Findings.Select(finding => (finding.Kind, finding.StreamId, finding.Version)).ShouldBe(
            [(FindingKind.EventRemoved, b, 1), (FindingKind.EventRemoved, b, 2), (FindingKind.EventRemoved, b, 3)]);
    }

    [Fact]
    public async Task An_event_put_in_under_a_seal_is_added_whatever_link_it_carries()
    {
        // A number that a rolled-back writer left unused, within the sealed range.
        var hole = long.Parse((await RowsAsync("select nextval('mt_events_sequence')")).Single(), CultureInfo.InvariantCulture);
        await BookAsync(b, 30);
        await SealAsync();
        (await RowsAsync($"select 1 from mt_events where seq_id = {hole}")).ShouldBeEmpty();
        await TamperAsync(
            $$"""
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp)
            values ({{hole}}, gen_random_uuid(), '{{a}}', 6, '{"Amount": 1000}', 'amount_booked', now());
            update mt_streams set version = 6 where id = '{{a}}'
            """);
        await RelinkAsync(a);
        var finding = (await VerifyAsync()).Findings.Single();
        (finding.Kind, finding.Sequence, finding.StreamId, finding.Version, finding.Seal).ShouldBe((FindingKind.EventAdded, hole, a, 6, 2));

        // The next one is chained to it, and did nothing wrong.
        await BookAsync(a, 5);
        await SealAsync();
        (await VerifyAsync()).Findings.Single().Kind.ShouldBe(FindingKind.EventAdded);
    }

    [Fact]
    public async Task An_event_put_in_between_two_others_is_found_where_the_stream_was_pushed_apart()
    {
        var sequence = await SequenceAsync(a, 3);
        await TamperAsync(
            $$"""
            update mt_events set version = version + 100 where stream_id = '{{a}}' and version >= 3;
            update mt_events set version = version - 99 where stream_id = '{{a}}' and version > 100;
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp)
            values (nextval('mt_events_sequence'), gen_random_uuid(), '{{a}}', 3, '{"Amount": 1000}', 'amount_booked', now())
            """);
        await RelinkAsync(a);
        var finding = (await VerifyAsync()).FirstEvent!;
        (finding.Kind, finding.Sequence, finding.StreamId).ShouldBe((FindingKind.EventChanged, sequence, a));
    }

    [Fact]
    public async Task An_event_with_a_number_below_all_others_is_added()
    {
        await TamperAsync($"update mt_events set seq_id = -5 where version = 5");
        (await VerifyAsync()).FirstEvent!.Kind.ShouldBe(FindingKind.EventAdded);
    }

    [Fact]
    public async Task Two_events_that_changed_places_are_both_found()
    {
        var (first, second) = (await SequenceAsync(a, 2), await SequenceAsync(a, 3));
        await TamperAsync(
            $"""
            update mt_events set seq_id = -1, version = -1 where seq_id = {first};
            update mt_events set seq_id = {first}, version = 2 where seq_id = {second};
            update mt_events set seq_id = {second}, version = 3 where seq_id = -1
            """);
        await RelinkAsync(a);
        var report = await VerifyAsync();
        (report.FirstEvent!.Kind, report.FirstEvent.Sequence, report.FirstEvent.Version).ShouldBe((FindingKind.EventChanged, first, 2));
        report.Findings.Select(finding => finding.Sequence).ShouldContain(second);
    }

    [Fact]
    public async Task New_links_for_the_whole_stream_don_t_fit_the_seal()
    {
        await TamperAsync($"update mt_events set data = '{{\"Amount\": 1000}}' where stream_id = '{a}' and version = 2");
        await RelinkAsync(a);
        (await RowsAsync($"select bool_and(headers ->> 'chain' = tracker_chain_of(stream_id, version)) from mt_events")).ShouldBe(["True"]);
        var finding = (await VerifyAsync()).FirstEvent!;
        (finding.Kind, finding.StreamId, finding.Version, finding.Seal).ShouldBe((FindingKind.EventChanged, a, 2, 1));
    }

    [Fact]
    public async Task An_archived_stream_is_as_it_was()
    {
        await ExecuteAsync($"update mt_streams set is_archived = true where id = '{a}'; update mt_events set is_archived = true where stream_id = '{a}'");
        (await VerifyAsync()).IsGood.ShouldBeTrue();
    }
}
