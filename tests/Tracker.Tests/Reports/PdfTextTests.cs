using System.Text;
using Tracker.Reports;

namespace Tracker.Tests.Reports;

public class PdfTextTests
{
    public const string Absent = "pdftotext (poppler) is not installed.";

    public static bool Installed { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, "pdftotext")));

    [Fact]
    public void The_text_layer_is_read()
    {
        Assert.SkipUnless(Installed, Absent);

        var decoded = ReportFile.Decode(Pdf("BT /F1 12 Tf 72 700 Td (Annual report on law-based government 2023) Tj ET"), "a.pdf");

        decoded.Format.ShouldBe("pdf");
        decoded.Text.ShouldBe("Annual report on law-based government 2023");
    }

    [Fact]
    public void A_scan_is_refused_with_what_to_do()
    {
        Assert.SkipUnless(Installed, Absent);

        DecodingTests.Refused("file-is-a-scan", Pdf("0 0 200 200 re f"), "扫描件.pdf").Message.ShouldContain("OCR");
    }

    /// <summary>One page with that content; readers rebuild the missing table of objects.</summary>
    static byte[] Pdf(string content) => Encoding.ASCII.GetBytes($"""
        %PDF-1.4
        1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
        2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
        3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >> endobj
        4 0 obj << /Length {content.Length} >> stream
        {content}
        endstream endobj
        5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj
        trailer << /Root 1 0 R >>
        %%EOF
        """);
}
