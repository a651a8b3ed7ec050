using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Tracker.Reports;

namespace Tracker.Tests.Reports;

public class DocxTextTests
{
    [Fact]
    public void Paragraphs_are_lines_and_rows_have_tabs()
    {
        var text = Read(new Paragraph(Words("存在的"), Words("不足")),
            new Table(new TableRow(Cell("问题"), Cell("整改措施")), new TableRow(Cell("执法力量薄弱"), Cell("充实人员"))));

        text.ShouldBe("存在的不足\n问题\t整改措施\n执法力量薄弱\t充实人员");
    }

    [Fact]
    public void Automatic_numbers_are_written_out() =>
        Read(Numbered("主要举措", 0), Numbered("加强领导", 1), Numbered("规范执法", 1), Numbered("存在不足", 0), Numbered("力量薄弱", 1))
            .ShouldBe("一、主要举措\n1.加强领导\n2.规范执法\n二、存在不足\n1.力量薄弱");

    [Fact]
    public void Words_struck_out_by_a_reviser_are_left_out() =>
        Read(new Paragraph(Words("执法"), new DeletedRun(new Run(new DeletedText("不"))), Words("规范"))).ShouldBe("执法规范");

    [Fact]
    public void A_zip_that_unfolds_without_end_is_refused()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, true))
        using (var entry = archive.CreateEntry("word/document.xml", CompressionLevel.Fastest).Open())
        {
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 300; i++)
                entry.Write(zeros);
        }

        DecodingTests.Refused("file-too-large", stream.ToArray(), "报告.docx");
    }

    static Run Words(string words) => new(new Text(words));

    static TableCell Cell(string words) => new(new Paragraph(Words(words)));

    static Paragraph Numbered(string words, int level) =>
        new(new ParagraphProperties(new NumberingProperties(new NumberingLevelReference { Val = level }, new NumberingId { Val = 1 })), Words(words));

    static string Read(params OpenXmlElement[] body)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var part = document.AddMainDocumentPart();
            part.Document = new(new Body(body));
            part.AddNewPart<NumberingDefinitionsPart>().Numbering = new(
                new AbstractNum(
                    new Level(new NumberingFormat { Val = NumberFormatValues.ChineseCountingThousand }, new LevelText { Val = "%1、" }) { LevelIndex = 0 },
                    new Level(new NumberingFormat { Val = NumberFormatValues.Decimal }, new LevelText { Val = "%2." }) { LevelIndex = 1 }) { AbstractNumberId = 0 },
                new NumberingInstance(new AbstractNumId { Val = 0 }) { NumberID = 1 });
        }
        return ReportFile.Decode(stream.ToArray(), "报告.docx").Text;
    }
}
