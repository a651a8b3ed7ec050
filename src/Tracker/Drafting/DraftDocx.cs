using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Tracker.Drafting;

/// <summary>A draft as a Word document, set as official papers are (GB/T 9704), each sentence's sources in a footnote.</summary>
public static class DraftDocx
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    // More sources than this are named without their words, or a figure's note would fill pages.
    const int Many = 5;

    /// <param name="zone">The zone in which the notes tell the time.</param>
    public static byte[] Write(Draft draft, TimeZoneInfo zone)
    {
        using var content = new MemoryStream();
        using (var document = WordprocessingDocument.Create(content, WordprocessingDocumentType.Document))
        {
            document.PackageProperties.Title = Clean(draft.Title);
            var main = document.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = DraftStyles.Styles();
            main.AddNewPart<FontTablePart>().Fonts = DraftStyles.Fonts();
            var footer = main.AddNewPart<FooterPart>();
            footer.Footer = PageNumber();
            main.AddNewPart<FootnotesPart>().Footnotes = Footnotes(draft, zone);
            main.AddNewPart<DocumentSettingsPart>().Settings = new Settings(
                // Without these two, Word draws no line above the notes.
                new FootnoteDocumentWideProperties(new FootnoteSpecialReference { Id = -1 }, new FootnoteSpecialReference { Id = 0 }),
                // Without it, Word opens the file in 兼容模式, as one of 2007.
                new Compatibility(new CompatibilitySetting { Name = CompatSettingNameValues.CompatibilityMode, Uri = "http://schemas.microsoft.com/office/word", Val = "15" }));
            main.Document = new Document(new Body([.. Body(draft), DraftStyles.Page(main.GetIdOfPart(footer))]));
        }
        return content.ToArray();
    }

    static IEnumerable<OpenXmlElement> Body(Draft draft)
    {
        yield return new Paragraph(
            new ParagraphProperties(new ParagraphStyleId { Val = DraftStyles.Title }), Text(draft.Organization), new Run(new Break()), Text(draft.Name));
        yield return Styled(DraftStyles.Subtitle, $"（初稿，根据截至{Wording.Day(draft.On)}的记录起草）");
        foreach (var part in draft.Parts)
        {
            yield return Styled(DraftStyles.Heading, part.Heading);
            foreach (var paragraph in part.Paragraphs)
                yield return new Paragraph([.. paragraph.Number is { } number ? [Text(number)] : Array.Empty<OpenXmlElement>(), .. paragraph.Sentences.SelectMany(Runs)]);
        }
    }

    static IEnumerable<OpenXmlElement> Runs(DraftSentence sentence)
    {
        if (sentence.Note is not { } note)
        {
            yield return new Run(new RunProperties(new Highlight { Val = HighlightColorValues.Yellow }), Words(sentence.Text));
            yield break;
        }
        yield return Text(sentence.Text);
        yield return new Run(new RunProperties(new RunStyle { Val = DraftStyles.NoteMark }), new FootnoteReference { Id = note });
    }

    static Footnotes Footnotes(Draft draft, TimeZoneInfo zone) => new(
    [
        new Footnote(new Paragraph(new Run(new SeparatorMark()))) { Type = FootnoteEndnoteValues.Separator, Id = -1 },
        new Footnote(new Paragraph(new Run(new ContinuationSeparatorMark()))) { Type = FootnoteEndnoteValues.ContinuationSeparator, Id = 0 },
        .. draft.Sentences.Where(sentence => sentence.Note is not null).Select(sentence => new Footnote(new Paragraph(
            new ParagraphProperties(new ParagraphStyleId { Val = DraftStyles.Note }),
            new Run(new RunProperties(new RunStyle { Val = DraftStyles.NoteMark }), new FootnoteReferenceMark()),
            Text($" {NoteText(sentence, zone)}")))
        { Id = sentence.Note }),
    ]);

    /// <summary>What the footnote of a sentence says.</summary>
    public static string NoteText(DraftSentence sentence, TimeZoneInfo zone) => sentence.Sources.Count > Many
        ? $"依据{sentence.Sources.Count}条记录：{string.Join("、", sentence.Sources.Select(source => $"{Wording.Book(source.Title)}第{source.Version}条"))}。"
        : $"{string.Join("；", sentence.Sources.Select(source =>
            $"{Wording.Book(source.Title)}第{source.Version}条记录：{Wording.Clause(source.Brief)}，{TimeZoneInfo.ConvertTime(source.At, zone):yyyy-MM-dd HH:mm}，{source.By}"))}。";

    static Footer PageNumber() => new(new Paragraph(
        new ParagraphProperties(new ParagraphStyleId { Val = DraftStyles.Footer }),
        Text("— "),
        new Run(new FieldChar { FieldCharType = FieldCharValues.Begin }),
        new Run(new FieldCode(" PAGE ") { Space = SpaceProcessingModeValues.Preserve }),
        new Run(new FieldChar { FieldCharType = FieldCharValues.Separate }),
        Text("1"),
        new Run(new FieldChar { FieldCharType = FieldCharValues.End }),
        Text(" —")));

    static Paragraph Styled(string style, string text) => new(new ParagraphProperties(new ParagraphStyleId { Val = style }), Text(text));

    static Run Text(string text) => new(Words(text));

    static Text Words(string text) => new(Clean(text)) { Space = SpaceProcessingModeValues.Preserve };

    // What a person pasted may hold characters that no XML file may: the file would not open.
    static string Clean(string text)
    {
        if (text.All(c => XmlConvert.IsXmlChar(c))) return text;
        var kept = new System.Text.StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (XmlConvert.IsXmlChar(text[at])) kept.Append(text[at]);
            else if (at + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[at + 1], text[at])) kept.Append(text, at++, 2);
        }
        return kept.ToString();
    }
}
