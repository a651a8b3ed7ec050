using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Wordprocessing;
using Tracker.Reports;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace Tracker.Tests.Reports;

/// <summary>Tables of 问题, 措施, 时限 and 责任单位: a row is an item.</summary>
public class TablesTests
{
    const string Head = "青岚县法治督察反馈问题整改清单\n填报单位：青岚县司法局\n";

    [Fact]
    public void A_row_is_a_problem_with_its_measures_limit_and_units()
    {
        var report = Read(Head + "序号\t存在问题\t整改措施\t整改时限\t责任单位\t配合单位\n"
            + "1\t行政复议案件审理周期偏长，群众反映较多。\t（一）增配2名复议人员；（二）建立案件繁简分流机制，2024年3月底前完成。\t2024年6月\t县司法局、县委编办\t各镇人民政府\n"
            + "2\t部分乡镇合法性审核走过场\t开展专项检查，审核率达到100%\t长期坚持\t县司法局\t无\n");

        report.IsReport.ShouldBeTrue();
        report.Problems.Select(p => p.Title).ShouldBe(["行政复议案件审理周期偏长，群众反映较多", "部分乡镇合法性审核走过场"]);
        var first = report.Problems[0];
        first.Measures.Select(m => m.Title).ShouldBe(["增配2名复议人员", "建立案件繁简分流机制，2024年3月底前完成"]);
        first.Measures.Select(m => m.LimitOn).ShouldBe([new DateOnly(2024, 6, 30), new DateOnly(2024, 3, 31)]);
        first.LimitOn.ShouldBe(new(2024, 6, 30));
        first.Units.Select(u => (u.Name, u.Role)).ShouldBe([("县司法局", UnitRole.Lead), ("县委编办", UnitRole.Lead), ("各镇人民政府", UnitRole.Support)]);
        first.Units.ShouldAllBe(u => first.Text.Substring(u.Start, u.End - u.Start) == u.Name);
        var second = report.Problems[1];
        (second.LimitOn, second.Targets.Single().Text).ShouldBe((null, "审核率达到100%"));
        second.Rule.ShouldBe("table-row");
        report.Plans.ShouldBeEmpty();
    }

    [Fact]
    public void Measures_that_follow_in_rows_of_their_own_belong_to_the_problem_above()
    {
        var report = Read(Head + "序号\t问题\t整改措施\t完成时限\t牵头单位\n1\t执法人员持证率不高\t组织资格考试\t2024年3月\t县司法局\n\t\t清理不在岗人员\t2024年9月30日\t县人社局\n");

        var problem = report.Problems.ShouldHaveSingleItem();
        problem.Measures.Select(m => (m.Title, m.LimitOn)).ShouldBe([("组织资格考试", new DateOnly(2024, 3, 31)), ("清理不在岗人员", new DateOnly(2024, 9, 30))]);
        problem.LimitOn.ShouldBe(new(2024, 9, 30));
        problem.Units.Select(u => u.Name).ShouldBe(["县司法局", "县人社局"]);
        problem.Units.ShouldAllBe(u => problem.Text.Substring(u.Start, u.End - u.Start) == u.Name);
    }

    [Fact]
    public void Headings_of_groups_totals_and_repeated_headers_are_no_items()
    {
        const string header = "序号\t问题描述\t整改措施\n";
        var report = Read(Head + header + "一、执法监督方面\t\t\n1\t案卷评查不够经常\t每季度评查一次\n" + header + "2\t执法记录不完整\t配齐记录仪\n合计\t2\t\n");

        report.Problems.Select(p => (p.Section, p.Title)).ShouldBe([("执法监督方面", "案卷评查不够经常"), ("执法监督方面", "执法记录不完整")]);
    }

    [Fact]
    public void A_table_of_tasks_gives_arrangements()
    {
        var report = Read("青岚县2024年法治政府建设工作要点任务分解表\n序号\t工作任务\t具体措施\t责任单位\t完成时间\n1\t推进乡镇法治审核全覆盖\t配备审核人员\t县司法局\t12月底前\n");

        var plan = report.Plans.ShouldHaveSingleItem();
        (plan.Title, plan.LimitOn, plan.Units.Single().Name).ShouldBe(("推进乡镇法治审核全覆盖", new DateOnly(2024, 12, 31), "县司法局"));
        report.Problems.ShouldBeEmpty();
        FindingsFinder.Of(report, 2023, FindingsFinder.Items(report), [], []).Vague.ShouldBeEmpty();
    }

    [Fact]
    public void What_the_text_names_and_the_table_lists_is_one_item()
    {
        const string body = "青岚县2023年法治政府建设年度报告\n现将情况报告如下：\n一、存在的问题\n（一）执法力量薄弱。\n（二）普法针对性不强。\n二、2024年工作安排\n（一）充实执法队伍。\n";
        var report = Read(body + "附件：\n序号\t存在问题\t整改措施\n1\t执法力量薄弱\t公开招录6人\n");

        report.Problems.Select(p => p.Title).ShouldBe(["普法针对性不强", "执法力量薄弱"], ignoreOrder: true);
        report.Problems.Single(p => p.Title == "执法力量薄弱").Measures.Single().Title.ShouldBe("公开招录6人");
    }

    [Fact]
    public void A_table_of_figures_is_no_list_of_items() =>
        Read("青岚县2023年信息公开统计\n信息内容\t本年制发件数\t废止件数\n规章\t0\t0\n行政规范性文件\t7\t2\n").Problems.ShouldBeEmpty();

    [Fact]
    public void Merged_cells_of_a_word_table_keep_their_columns()
    {
        var table = new Word.Table(
            new TableRow(Cell("序号"), Cell("存在问题"), Cell("整改措施"), Cell("责任分工", 2), Cell("整改时限")),
            new TableRow(Cell(""), Cell(""), Cell(""), Cell("牵头单位"), Cell("配合单位"), Cell("")),
            new TableRow(Cell("1"), Cell("普法针对性不强"), Cell("开展“一镇一讲”"), Cell("县司法局"), Cell("县教育局"), Cell("2024年底")));

        var report = Read(Docx(new Paragraph(new Word.Run(new Word.Text("整改清单"))), table), "清单.docx");

        var problem = report.Problems.ShouldHaveSingleItem();
        problem.Units.Select(u => (u.Name, u.Role)).ShouldBe([("县司法局", UnitRole.Lead), ("县教育局", UnitRole.Support)]);
        problem.LimitOn.ShouldBe(new(2024, 12, 31));
    }

    [Fact]
    public void A_word_page_laid_out_in_one_column_reads_as_paragraphs() =>
        ReportFile.Decode(Docx(new Word.Table(new TableRow(new TableCell(Line("存在的不足"), Line("执法力量薄弱。"))))), "a.docx").Text.ShouldBe("存在的不足\n执法力量薄弱。");

    [Fact]
    public void Cells_of_a_page_that_reach_over_rows_keep_their_columns()
    {
        const string page = """
            <html><body><h1>法治督察反馈问题整改清单</h1><table>
            <tr><th rowspan="2">序号</th><th rowspan="2">反馈问题</th><th colspan="2">整改</th></tr><tr><th>整改措施</th><th>完成时限</th></tr>
            <tr><td rowspan="2">1</td><td rowspan="2"><p>执法<b>力量</b>薄弱</p></td><td><p>招录</p><p>3人</p></td><td>2024年5月</td></tr>
            <tr><td>轮训全员</td><td>2024年8月</td></tr></table></body></html>
            """;
        var report = Read(Encoding.UTF8.GetBytes(page), "a.html");

        var problem = report.Problems.ShouldHaveSingleItem();
        problem.Title.ShouldBe("执法力量薄弱");
        problem.Measures.Select(m => m.LimitOn).ShouldBe([new DateOnly(2024, 5, 31), new DateOnly(2024, 8, 31)]);
    }

    [Fact]
    public void A_ledger_of_Excel_is_read_with_its_dates_and_without_its_hidden_sheets()
    {
        var report = Read(Xlsx(
            ["青岚县2023年度法治政府建设问题整改台账", "", "", "", ""], ["序号", "问题原文", "整改措施", "牵头单位", "整改时限"],
            ["1", "执法记录不规范", "制定记录清单\n配齐设备", "县司法局", "45473"]), "台账.xlsx");

        report.Facts.ReportYear.ShouldBe(2023);
        var problem = report.Problems.ShouldHaveSingleItem();
        (problem.Title, problem.LimitOn, problem.Units.Single().Name).ShouldBe(("执法记录不规范", new DateOnly(2024, 6, 30), "县司法局"));
        report.Text.ShouldNotContain("藏");
    }

    static Report Read(string text) => ReportReader.Read(text);

    static Report Read(byte[] content, string name) => ReportReader.Read(ReportFile.Decode(content, name).Text);

    static Paragraph Line(string words) => new(new Word.Run(new Word.Text(words)));

    static TableCell Cell(string words, int columns = 1) => new(new TableCellProperties(new GridSpan { Val = columns }), Line(words));

    static byte[] Docx(params OpenXmlElement[] body)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
            document.AddMainDocumentPart().Document = new(new Body(body));
        return stream.ToArray();
    }

    /// <summary>The last column is formatted as a date from the third row on; a second sheet is hidden.</summary>
    static byte[] Xlsx(params string[][] rows)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = new(new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 14 }));
            book.AddNewPart<WorksheetPart>("shown").Worksheet = new(new SheetData(rows.Select((row, r) => new Row(row.Select((words, c) => r >= 2 && c == row.Length - 1
                ? new Cell { CellReference = $"{(char)('A' + c)}{r + 1}", CellValue = new(words), StyleIndex = 1 }
                : new Cell { CellReference = $"{(char)('A' + c)}{r + 1}", DataType = CellValues.InlineString, InlineString = new(new DocumentFormat.OpenXml.Spreadsheet.Text(words)) })))));
            book.AddNewPart<WorksheetPart>("hidden").Worksheet = new(new SheetData(new Row(new Cell { DataType = CellValues.String, CellValue = new("藏") })));
            book.Workbook = new(new Sheets(
                new Sheet { Id = "shown", Name = "台账", SheetId = 1 }, new Sheet { Id = "hidden", Name = "底稿", SheetId = 2, State = SheetStateValues.Hidden }));
        }
        return stream.ToArray();
    }
}
