using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Tracker.Commitments;
using Tracker.Drafting;

namespace Tracker.Tests.Drafting;

public class DraftDocxTests : DraftSpecification
{
    static readonly CommitmentEvent[] Late = [.. InReview, new ClosingReturned("缺少\u000b整改清单 <&>\u0001", Reviewer.By), Progress("正在补充 𠮷", 80)];

    [Fact]
    public void It_is_a_valid_document_with_a_footnote_for_every_sourced_sentence()
    {
        var draft = DraftOf([.. InReview, Closed], Late, [Registered]);
        using var document = Open(draft);

        new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013).Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}").ShouldBeEmpty();
        var main = document.MainDocumentPart!;
        var sourced = draft.Sentences.Where(sentence => !sentence.ToSupply).ToList();
        var notes = main.FootnotesPart!.Footnotes.Elements<Footnote>().Where(note => note.Type is null).ToList();
        notes.Select(note => note.InnerText.Trim()).ShouldBe(sourced.Select(sentence => Kept(DraftDocx.NoteText(sentence, Zone))));
        main.Document.Descendants<FootnoteReference>().Select(reference => (int)reference.Id!.Value).ShouldBe(Enumerable.Range(1, sourced.Count));
        notes.Select(note => (int)note.Id!.Value).ShouldBe(Enumerable.Range(1, sourced.Count));
    }

    [Fact]
    public void Its_text_is_the_drafts_with_what_no_file_may_hold_left_out()
    {
        var draft = DraftOf(Late);
        using var document = Open(draft);

        var text = document.MainDocumentPart!.Document.Body!.InnerText;
        text.ShouldBe(draft.Title + "（初稿，根据截至2025年9月1日的记录起草）" + Kept(string.Concat(draft.Parts.Select(part =>
            part.Heading + string.Concat(part.Paragraphs.Select(paragraph => paragraph.Number + string.Concat(paragraph.Sentences.Select(sentence => sentence.Text))))))));
        text.ShouldContain("指出尚缺：缺少整改清单 <&>。");
        text.ShouldContain("正在补充 𠮷。");
    }

    [Fact]
    public void A_footnote_names_the_record_its_time_and_who_made_it()
    {
        var draft = DraftOf([.. InReview, Closed]);

        DraftDocx.NoteText(draft.Sentences.Single(sentence => sentence.Text.Contains("准予销号", StringComparison.Ordinal)), Zone)
            .ShouldBe("《执法监督力度不够》第6条记录：准予销号，已完成，2025-03-06 01:30，市考核办 傅复核。");
    }

    [Fact]
    public void A_figure_of_many_commitments_has_a_short_footnote()
    {
        var figure = DraftOf([.. Enumerable.Range(0, 30).Select(_ => Underway)]).Parts[4].Paragraphs[0].Sentences[0];

        DraftDocx.NoteText(figure, Zone).ShouldStartWith("依据30条记录：《执法监督力度不够》第3条、《执法监督力度不够》第3条、");
    }

    [Fact]
    public void What_the_drafter_must_supply_is_marked_in_the_file()
    {
        var draft = DraftOf(Underway);
        using var document = Open(draft);

        document.MainDocumentPart!.Document.Descendants<Run>().Where(run => run.RunProperties?.Highlight is not null).Select(run => run.InnerText)
            .ShouldBe(draft.Sentences.Where(sentence => sentence.ToSupply).Select(sentence => sentence.Text));
    }

    static WordprocessingDocument Open(Draft draft) => WordprocessingDocument.Open(new MemoryStream(DraftDocx.Write(draft, Zone)), isEditable: false);

    static string Kept(string text) => text.Replace("\u000b", "", StringComparison.Ordinal).Replace("\u0001", "", StringComparison.Ordinal);
}
