using System.Text.Json;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Reports;

namespace Tracker.Tests.ReportItems;

/// <summary>What a supervisor does with the items found, before they become commitments.</summary>
public class ReportItemsTests
{
    const string Text = "二、存在的问题\n一是人手不足；二是经费紧张；三是培训不够。\n三、下一步\n（一）增加人手。";

    static readonly Actor Supervisor = new(Guid.CreateVersion7(), "苏督办", Guid.CreateVersion7(), "市督查室", [Role.Supervisor]);
    static readonly FoundItem Staff = Item(ItemKind.Problem, "人手不足");
    static readonly FoundItem Money = Item(ItemKind.Problem, "经费紧张");
    static readonly FoundItem Plan = Item(ItemKind.Plan, "增加人手");
    static readonly ReportImported Imported = new(
        "青苇市人民政府", Genre.LawBasedGovernmentReport, 2024, null, new(true, true, true, true), "报告.txt", "f", "t", "txt", [Staff, Money, Plan], Supervisor.By);

    ReportState state = Aggregate.Fold<ReportState, ReportEvent>(Guid.CreateVersion7(), [Imported]);

    [Fact]
    public void A_title_is_corrected_and_asking_again_changes_nothing()
    {
        var correct = new CorrectItem(Staff.Id, ItemKind.Problem, "执法人手不足", Staff.Start, Staff.End);
        Decide(correct).ShouldHaveSingleItem().ShouldBeOfType<ItemCorrected>().Title.ShouldBe("执法人手不足");
        Decide(correct).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(-1, 4)]
    [InlineData(5, 5)]
    [InlineData(3, 100000)]
    public void A_passage_outside_the_text_is_refused(int start, int end) =>
        Refused(new CorrectItem(Staff.Id, ItemKind.Problem, "人手不足", start, end)).ShouldBe("passage-outside");

    [Fact]
    public void An_item_needs_a_title() => Refused(new CorrectItem(Staff.Id, ItemKind.Problem, " ", Staff.Start, Staff.End)).ShouldBe("title-missing");

    [Fact]
    public void What_was_overlooked_is_added_once()
    {
        var start = Text.IndexOf("培训不够", StringComparison.Ordinal);
        var add = new AddItem(Guid.CreateVersion7(), ItemKind.Problem, "培训不够", start, start + 4);
        Decide(add).ShouldHaveSingleItem().ShouldBeOfType<ItemAdded>().Item.Text.ShouldBe("培训不够");
        Decide(add with { NewId = Guid.CreateVersion7() }).ShouldBeEmpty();
    }

    [Fact]
    public void An_item_is_split_in_two_that_keep_their_words()
    {
        var whole = Text.IndexOf("人手不足", StringComparison.Ordinal);
        Decide(new CorrectItem(Staff.Id, ItemKind.Problem, "人手不足、经费紧张", whole, Money.End));
        var at = Text.IndexOf("二是", StringComparison.Ordinal);
        var split = Decide(new SplitItem(Staff.Id, Guid.CreateVersion7(), Guid.CreateVersion7(), at)).ShouldHaveSingleItem().ShouldBeOfType<ItemSplit>();
        split.Parts.Select(part => part.Text).ShouldBe(["人手不足", "二是经费紧张"]);
        split.Parts.ShouldAllBe(part => Text.Substring(part.Start, part.End - part.Start) == part.Text);
    }

    [Fact]
    public void A_split_outside_the_item_is_refused() =>
        Refused(new SplitItem(Staff.Id, Guid.CreateVersion7(), Guid.CreateVersion7(), Plan.Start)).ShouldBe("split-outside");

    [Fact]
    public void Two_items_become_one_that_spans_both()
    {
        var merged = Decide(new MergeItems([Money.Id, Staff.Id], Guid.CreateVersion7())).ShouldHaveSingleItem().ShouldBeOfType<ItemsMerged>();
        merged.Into.Text.ShouldBe(Text[Staff.Start..Money.End]);
        state.Items.Count.ShouldBe(2);
    }

    [Fact]
    public void A_problem_and_a_plan_do_not_become_one() => Refused(new MergeItems([Staff.Id, Plan.Id], Guid.CreateVersion7())).ShouldBe("merge-kinds");

    [Fact]
    public void Merging_needs_two() => Refused(new MergeItems([Staff.Id, Staff.Id], Guid.CreateVersion7())).ShouldBe("merge-needs-two");

    [Fact]
    public void An_item_is_dropped_once()
    {
        Decide(new DropItem(Money.Id, "是成效")).ShouldHaveSingleItem();
        Decide(new DropItem(Money.Id, "是成效")).ShouldBeEmpty();
        Refused(new CorrectItem(Money.Id, ItemKind.Problem, "改", Money.Start, Money.End)).ShouldBe("item-dropped");
    }

    [Fact]
    public void Confirmed_items_stand_and_confirming_again_changes_nothing()
    {
        Decide(new ConfirmItems([Staff.Id, Plan.Id])).ShouldHaveSingleItem();
        Decide(new ConfirmItems([Staff.Id, Plan.Id])).ShouldBeEmpty();
        Refused(new DropItem(Staff.Id, null)).ShouldBe("item-confirmed");
    }

    [Fact]
    public void Confirming_nothing_is_refused() => Refused(new ConfirmItems([])).ShouldBe("nothing-chosen");

    [Fact]
    public void An_unknown_item_is_refused() => Refused(new DropItem(Guid.CreateVersion7(), null)).ShouldBe("item-unknown");

    [Fact]
    public void A_revision_keeps_what_was_confirmed_and_what_it_still_holds()
    {
        Decide(new ConfirmItems([Staff.Id]));
        state = state.Apply(new ReportRevised(null, Imported.Statutory, "改.txt", "f2", "t2", "txt", [Money], Supervisor.By));
        state.Revision.ShouldBe(2);
        state.Items.Select(item => (item.Item.Id, item.Status)).ShouldBe([(Staff.Id, ItemStatus.Confirmed), (Money.Id, ItemStatus.Found)], ignoreOrder: true);
    }

    [Fact]
    public void The_commitment_keeps_the_original_passage()
    {
        var registered = ConfirmItems.Register(state, Staff, Supervisor.By);
        registered.Original.ShouldBe(Text[registered.Start..registered.End]);
        registered.Year.ShouldBe(2024);
    }

    [Fact]
    public void A_wording_is_agreed_beside_the_reports_own_and_agreed_again_changes_nothing()
    {
        var agree = new AgreeWording(Plan.Id, " 6月底前增加专职人员2名。\r\n由市司法局负责。 ");
        Decide(agree).ShouldHaveSingleItem().ShouldBeOfType<ItemWordingAgreed>();
        Decide(agree).ShouldBeEmpty();
        var item = state.Find(Plan.Id)!.Item;
        (item.Agreed, item.Title, item.Text).ShouldBe(("6月底前增加专职人员2名。\n由市司法局负责。", Plan.Title, Plan.Text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("增加人手")]
    public void No_words_or_the_reports_own_go_back_to_the_original(string? wording)
    {
        Decide(new AgreeWording(Plan.Id, wording)).ShouldBeEmpty();
        Decide(new AgreeWording(Plan.Id, "增加专职人员2名"));
        Decide(new AgreeWording(Plan.Id, wording)).ShouldHaveSingleItem().ShouldBeOfType<ItemWordingAgreed>().Agreed.ShouldBeNull();
        state.Find(Plan.Id)!.Item.Agreed.ShouldBeNull();
    }

    [Fact]
    public void An_agreed_wording_has_a_limit_and_a_confirmed_item_keeps_its_own()
    {
        Decide(new AgreeWording(Plan.Id, new string('字', AgreeWording.Longest))).ShouldHaveSingleItem();
        Refused(new AgreeWording(Plan.Id, new string('字', AgreeWording.Longest + 1))).ShouldBe("wording-too-long");
        Decide(new ConfirmItems([Plan.Id]));
        Refused(new AgreeWording(Plan.Id, "另一个说法")).ShouldBe("item-confirmed");
    }

    [Fact]
    public void A_correction_and_a_revision_keep_the_agreed_wording()
    {
        Decide(new AgreeWording(Plan.Id, "增加专职人员2名"));
        Decide(new CorrectItem(Plan.Id, ItemKind.Plan, "增加执法人手", Plan.Start, Plan.End));
        state = state.Apply(new ReportRevised(null, Imported.Statutory, "改.txt", "f2", "t2", "txt", [Money, Plan], Supervisor.By));
        state.Find(Plan.Id)!.Item.Agreed.ShouldBe("增加专职人员2名");
        state.Find(Money.Id)!.Item.Agreed.ShouldBeNull();
    }

    [Fact]
    public void Merged_items_join_their_agreed_wordings_and_the_parts_of_a_split_have_none()
    {
        var merged = Guid.CreateVersion7();
        Decide(new AgreeWording(Money.Id, "追加经费20万元"));
        Decide(new MergeItems([Money.Id, Staff.Id], merged));
        state.Find(merged)!.Item.Agreed.ShouldBe("人手不足；追加经费20万元");
        Decide(new SplitItem(merged, Guid.CreateVersion7(), Guid.CreateVersion7(), Money.Start));
        state.Items.ShouldAllBe(item => item.Item.Agreed == null);
    }

    [Fact]
    public void The_commitment_takes_the_agreed_wording_along_and_keeps_the_original()
    {
        Decide(new AgreeWording(Plan.Id, "增加专职人员2名"));
        var registered = ConfirmItems.Register(state, state.Find(Plan.Id)!.Item, Supervisor.By);
        (registered.Agreed, registered.Title, registered.Original).ShouldBe(("增加专职人员2名", "增加人手", "增加人手"));
        ConfirmItems.Register(state, Staff, Supervisor.By).Agreed.ShouldBeNull();
    }

    [Fact]
    public void One_organisation_genre_and_year_is_one_stream()
    {
        var id = ReportId.Of("青苇市人民政府", Genre.LawBasedGovernmentReport, 2024);
        ReportId.Of("青苇市人民政府", Genre.LawBasedGovernmentReport, 2024).ShouldBe(id);
        ReportId.Of("青苇市人民政府", Genre.LawBasedGovernmentReport, 2025).ShouldNotBe(id);
        ReportId.Of("青苇市人民政府", Genre.GovernmentWorkReport, 2024).ShouldNotBe(id);
    }

    IReadOnlyList<ReportEvent> Decide(ReportCommand command)
    {
        var events = command.Decide(state, Text, Supervisor);
        state = events.Aggregate(state, (current, e) => current.Apply(e));
        // What is decided can be stored.
        events.ShouldAllBe(e => JsonSerializer.Serialize(e, e.GetType(), TrackerStore.Json).Length > 2);
        return events;
    }

    string Refused(ReportCommand command) => Should.Throw<RefusalException>(() => command.Decide(state, Text, Supervisor)).Code;

    static FoundItem Item(ItemKind kind, string words)
    {
        var start = Text.IndexOf(words, StringComparison.Ordinal);
        return new(Guid.CreateVersion7(), kind, words, words, "", start, start + words.Length, null, [], [], null, "numbered-heading", "", 0.9);
    }
}
