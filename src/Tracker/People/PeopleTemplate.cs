using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Tracker.People;

/// <summary>An empty list to fill in: the sheets 单位 and 人员, each with its header.</summary>
public static class PeopleTemplate
{
    public static readonly string[] UnitHeader = ["单位全称", "简称", "上级单位"];
    public static readonly string[] PeopleHeader = ["姓名", "登录名", "单位", "职务", "角色", "管理范围", "电话"];

    public static byte[] Xlsx() => Of(("单位", [UnitHeader]), ("人员", [PeopleHeader]));

    /// <summary>Sheets of plain text, as wide as people write in them.</summary>
    public static byte[] Of(params (string Name, string[][] Rows)[] sheets)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.Workbook = new Workbook(new Sheets());
            foreach (var (name, rows) in sheets)
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                part.Worksheet = new Worksheet(
                    new Columns(new Column { Min = 1, Max = 7, Width = 24, CustomWidth = true }),
                    new SheetData(rows.Select(row => new Row(row.Select(Cell)))));
                var list = workbook.Workbook.Sheets!;
                list.AppendChild(new Sheet { Name = name, SheetId = (uint)list.ChildElements.Count + 1, Id = workbook.GetIdOfPart(part) });
            }
        }
        return stream.ToArray();
    }

    static Cell Cell(string text) => new(new InlineString(new Text(text))) { DataType = CellValues.InlineString };
}
