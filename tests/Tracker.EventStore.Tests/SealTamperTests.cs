namespace Tracker.EventStore.Tests;

/// <summary>Attacks on the seals themselves, and what another program may lawfully do.</summary>
public sealed class SealTamperTests(PostgresFixture postgres) : BundleTests(postgres)
{
    [Fact]
    public async Task A_seal_without_a_signature_by_the_key_is_found()
    {
        var id = await ThreeSealsAsync();
        using var forged = new SealKey();
        await TamperAsync("update mt_events set data = '{\"Amount\": 1000}' where version = 2");
        await RelinkAsync(id);
        await ForgeAsync(forged);
        var report = await VerifyAsync();
        report.Findings.ShouldAllBe(finding => finding.Kind == FindingKind.SignatureWrong);
        report.Findings.Select(finding => finding.Seal).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Seals_forged_with_another_key_fit_themselves_but_neither_the_public_key_nor_the_paper()
    {
        var id = await ThreeSealsAsync();
        var paper = (await Store.FindSealAsync(2, Ct))!.Seal.Root;
        using var forged = new SealKey();
        await TamperAsync("update mt_events set data = '{\"Amount\": 1000}' where version = 2");
        await RelinkAsync(id);
        await ForgeAsync(forged);

        var alone = BundleVerification.Run(await ExportAsync(), VerificationOptions.None);
        (alone.IsGood, alone.KeysGiven).ShouldBe((true, false));

        var beside = BundleVerification.Run(await ExportAsync(), new([], [(2, string.Join(' ', paper.Chunk(4).Select(four => new string(four))))]));
        (beside.Findings.Single().Kind, beside.Findings.Single().Seal).ShouldBe((FindingKind.RootUnknown, 2));
        BundleVerification.Run(await ExportAsync(), new([], [(null, paper)])).Findings.Single().Kind.ShouldBe(FindingKind.RootUnknown);
    }

    [Fact]
    public async Task The_root_on_paper_is_found_again()
    {
        await ThreeSealsAsync();
        var root = (await Store.FindSealAsync(2, Ct))!.Seal.Root;
        (await VerifyAsync((2, root), (null, root.ToUpperInvariant()))).IsGood.ShouldBeTrue();
        (await VerifyAsync((3, root))).Findings.Single().Kind.ShouldBe(FindingKind.RootUnknown);
    }

    [Fact]
    public async Task A_removed_seal_is_missed()
    {
        await ThreeSealsAsync();
        await TamperSealsAsync("delete from tracker_seals where number = 2");
        var finding = (await VerifyAsync()).Findings.Single();
        (finding.Kind, finding.Seal).ShouldBe((FindingKind.SealRemoved, 2));
    }

    [Fact]
    public async Task The_last_seal_removed_is_missed_by_the_paper()
    {
        await ThreeSealsAsync();
        var root = (await Store.FindSealAsync(3, Ct))!.Seal.Root;
        await TamperSealsAsync("delete from tracker_seals where number = 3");
        (await VerifyAsync()).IsGood.ShouldBeTrue();
        (await VerifyAsync((3, root))).Findings.Single().Kind.ShouldBe(FindingKind.RootUnknown);
    }

    [Theory]
    [InlineData("statement = replace(statement, '事件数 events: 1', '事件数 events: 2')", FindingKind.SealChanged)]
    [InlineData("events = 7", FindingKind.SealChanged)]
    [InlineData("sealed_at = sealed_at - interval '1 day'", FindingKind.SealChanged)]
    [InlineData("zone = 'Nowhere/Nowhere'", FindingKind.SealChanged)]
    [InlineData("installation = '别处'", FindingKind.SealChanged)]
    [InlineData("root = repeat('ab', 32)", FindingKind.SealChanged)]
    [InlineData("root = 'nothing'", FindingKind.SealChanged)]
    [InlineData("previous_root = repeat('ab', 32)", FindingKind.SealChanged)]
    [InlineData("leaves = leaves || '\\x00'", FindingKind.SealChanged)]
    [InlineData("leaves = ''", FindingKind.SealChanged)]
    [InlineData("signature = 'AAAA'", FindingKind.SignatureWrong)]
    [InlineData("signature = '不是'", FindingKind.SignatureWrong)]
    public async Task A_changed_seal_is_named(string change, FindingKind kind)
    {
        await ThreeSealsAsync();
        await TamperSealsAsync($"update tracker_seals set {change} where number = 2");
        var report = await VerifyAsync();
        report.Findings.Select(finding => (finding.Kind, finding.Seal)).FirstOrDefault().ShouldBe((kind, 2));
    }

    [Fact]
    public async Task A_lawful_foreign_event_is_told_and_the_chain_goes_on_over_it()
    {
        var id = await OpenAccountAsync(new AmountBooked(1));
        await ExecuteAsync(Foreign.Append(id, 2));
        await ExecuteAsync(Foreign.Append(id, 3));
        await BookAsync(id, 4);
        await SealAsync();
        await ExecuteAsync(Foreign.Append(id, 5));
        await BookAsync(id, 6);
        var report = await VerifyAsync();
        report.IsGood.ShouldBeTrue();
        report.Foreign.Select(foreign => (foreign.Version, foreign.Seal)).ShouldBe([(3, 1), (4, 1), (6, null)]);
        report.ForeignCount.ShouldBe(3);
        (await SealAsync()).Single().BrokenEvents.ShouldBe(0);
    }

    [Fact]
    public async Task A_stream_that_another_program_began_is_foreign_and_goes_on()
    {
        var id = Guid.CreateVersion7();
        await ExecuteAsync($"insert into mt_streams (id, version) values ('{id}', 0); {Foreign.Append(id, 2)}");
        await BookAsync(id, 3);
        await SealAsync();
        var report = await VerifyAsync();
        (report.IsGood, report.ForeignCount).ShouldBe((true, 1));
    }

    [Fact]
    public async Task A_foreign_event_changed_after_its_seal_is_found()
    {
        var id = await OpenAccountAsync();
        await ExecuteAsync(Foreign.Append(id, 2));
        await SealAsync();
        await TamperAsync("update mt_events set data = '{\"Amount\": 1000}' where version = 2");
        var finding = (await VerifyAsync()).Findings.Single();
        (finding.Kind, finding.StreamId, finding.Version).ShouldBe((FindingKind.EventChanged, id, 2));
    }

    [Fact]
    public async Task A_foreign_event_changed_after_one_of_ours_followed_breaks_the_chain()
    {
        var id = await OpenAccountAsync();
        await ExecuteAsync(Foreign.Append(id, 2));
        await BookAsync(id, 3);
        await TamperAsync("update mt_events set data = '{\"Amount\": 1000}' where version = 2");
        (await VerifyAsync()).FirstEvent!.StreamId.ShouldBe(id);
    }

    [Fact]
    public async Task What_was_broken_when_it_was_sealed_stays_told()
    {
        var id = await OpenAccountAsync(new AmountBooked(1), new AmountBooked(2));
        await TamperAsync("update mt_events set data = '{\"Amount\": 1000}' where version = 2");
        await SealAsync();
        var finding = (await VerifyAsync()).Findings.Single();
        (finding.Kind, finding.StreamId, finding.Version, finding.Seal).ShouldBe((FindingKind.EventBrokenWhenSealed, id, 2, 1));
    }

    async Task<Guid> ThreeSealsAsync()
    {
        var id = await OpenAccountAsync();
        await SealAsync();
        await BookAsync(id, 2);
        await SealAsync();
        await BookAsync(id, 3);
        await SealAsync();
        return id;
    }

    /// <summary>Somebody who knows the program makes all seals anew, with a key of his own.</summary>
    async Task ForgeAsync(SealKey forged)
    {
        await TamperSealsAsync("delete from tracker_seals");
        for (var i = 0; i < 3; i++)
        {
            await Store.SealAsync(forged.Key, SealKey.Options with { EventsPerSeal = 1 }, ct: Ct);
        }
    }
}
