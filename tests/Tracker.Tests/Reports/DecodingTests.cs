using System.Text;
using Tracker.Reports;

namespace Tracker.Tests.Reports;

public class DecodingTests
{
    const string Words = "青岚县2023年法治政府建设年度报告\n一、主要举措和成效\n全面推进依法行政，加强行政执法监督，完善工作机制。\n二、存在的不足\n执法力量薄弱，有待加强。\n";
    const string Traditional = "青嵐縣2023年法治政府建設年度報告\n一、主要舉措和成效\n全面推進依法行政，加強行政執法監督，完善工作機制。\n";

    static DecodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", "UTF-8")]
    [InlineData("gb18030", "GB18030")]
    [InlineData("utf-16", "UTF-16LE")]
    [InlineData("utf-16BE", "UTF-16BE")]
    public void The_encoding_is_found_and_stated(string encoding, string stated)
    {
        var decoded = ReportFile.Decode(Encoding.GetEncoding(encoding).GetBytes(Words), "报告.txt");

        decoded.ShouldBe(new(Words, "txt", stated));
    }

    [Fact]
    public void Big5_is_told_from_GB18030() =>
        ReportFile.Decode(Encoding.GetEncoding("big5").GetBytes(Traditional), "a.txt").ShouldBe(new(Traditional, "txt", "Big5"));

    [Theory]
    [InlineData("utf-8", "UTF-8")]
    [InlineData("utf-16", "UTF-16LE")]
    [InlineData("utf-16BE", "UTF-16BE")]
    public void A_byte_order_mark_is_left_out(string name, string stated)
    {
        var encoding = Encoding.GetEncoding(name);

        ReportFile.Decode([.. encoding.GetPreamble(), .. encoding.GetBytes(Words)], "a.txt").ShouldBe(new(Words, "txt", stated));
    }

    [Fact]
    public void Text_that_is_a_page_is_read_as_one() =>
        ReportFile.Decode("<!DOCTYPE html><html><body><p>存在的不足</p><p>执法力量薄弱。</p></body></html>"u8.ToArray(), "a.txt").Text.ShouldBe("存在的不足\n执法力量薄弱。");

    [Fact]
    public void An_empty_file_is_refused() => Refused("file-empty", [], "a.txt");

    [Fact]
    public void A_file_of_blanks_is_refused() => Refused("file-empty", "  \n\n\t"u8.ToArray(), "a.txt");

    [Fact]
    public void A_picture_called_text_is_refused() => Refused("file-not-text", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13], "扫描.txt");

    [Fact]
    public void Random_bytes_are_refused()
    {
        var bytes = new byte[5000];
        new Random(7).NextBytes(bytes);

        Refused("file-not-text", bytes, "a.txt");
    }

    [Fact]
    public void Nuls_are_refused() => Refused("file-not-text", new byte[400], "a.txt");

    [Fact]
    public void An_old_sheet_is_refused_with_what_to_do() =>
        Refused("file-type-unknown", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], "台账.xls").Message.ShouldContain(".xlsx");

    [Fact]
    public void A_new_word_file_with_a_password_is_refused_with_what_to_do() =>
        Refused("file-damaged", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], "报告.docx").Message.ShouldContain("密码");

    [Fact]
    public void An_unknown_kind_is_refused() => Refused("file-type-unknown", "abc"u8.ToArray(), "报告.xyz");

    [Fact]
    public void A_damaged_word_file_is_refused() => Refused("file-damaged", [0x50, 0x4b, 0x03, 0x04, 1, 2, 3, 4, 5, 6], "报告.docx");

    [Fact]
    public void A_damaged_pdf_is_refused()
    {
        Assert.SkipUnless(PdfTextTests.Installed, PdfTextTests.Absent);
        Refused("file-damaged", "%PDF-1.4 nothing more"u8.ToArray(), "报告.pdf");
    }

    internal static UnreadableFileException Refused(string code, byte[] content, string name)
    {
        var refusal = Should.Throw<UnreadableFileException>(() => ReportFile.Decode(content, name));
        refusal.Code.ShouldBe(code);
        refusal.Message.Any(c => c is >= '\u4e00' and <= '\u9fff').ShouldBeTrue();
        return refusal;
    }
}
