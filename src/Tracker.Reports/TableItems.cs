using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>Reads a table of 问题, 措施, 时限 and 责任单位: each row an item with the measures, the limit and the units that stand beside it.</summary>
sealed partial class TableItems(string source, Reading report)
{
    const int LongestGroup = 30;
    const double Confidence = 0.9;

    public List<ReportItem> Read(SourceTable table)
    {
        var items = new List<ReportItem>();
        var section = "";
        foreach (var row in table.Rows)
        {
            var main = Main(table, row);
            if (Group(row, main?.Cell) is { } group)
                section = group;
            else if (main is not null && Item(table, row, main.Value.Kind, main.Value.Cell, section) is { Title.Length: > 1 } item)
                items.Add(item);
            else if (main is null && items.Count > 0 && In(table, row, TableColumn.Measures) is not null)
                items[^1] = Continued(items[^1], table, row);
        }
        return items;
    }

    /// <summary>一、党的领导方面: a row with one cell heads those beneath it.</summary>
    string? Group(SourceCell[] row, SourceCell? main)
    {
        var filled = row.Where(cell => cell.Length > 0).ToList();
        return filled.Count == 1 && filled[0].Length <= LongestGroup && (main is null || GroupRegex().IsMatch(Words(filled[0])))
            ? MarkerRegex().Replace(Words(filled[0]), "") : null;
    }

    (ItemKind Kind, SourceCell Cell)? Main(SourceTable table, SourceCell[] row) =>
        In(table, row, TableColumn.Problem) is { } problem ? (ItemKind.Problem, problem)
        : In(table, row, TableColumn.Plan) is { } plan && !table.Columns.ContainsValue(TableColumn.Problem) ? (ItemKind.Plan, plan)
        : null;

    /// <summary>A cell that says something: not 无, not a dash, not the column's own name on a further page.</summary>
    SourceCell? In(SourceTable table, SourceCell[] row, TableColumn column)
    {
        foreach (var (place, named) in table.Columns)
            if (named == column && place < row.Length && row[place].Length > 0 && !NothingRegex().IsMatch(Words(row[place]))
                && TableColumns.Named([Words(row[place])]).Count == 0)
                return row[place];
        return null;
    }

    ReportItem Item(SourceTable table, SourceCell[] row, ItemKind kind, SourceCell main, string section)
    {
        var (from, to) = Span(table, row);
        var reading = Cell(main);
        var start = reading.Markers.FirstOrDefault() is { At: 0, End: > 0 } marker ? marker.End : 0;
        var titleEnd = ItemTitle.End(reading.Text, start, reading.Text.Length);
        return new(
            kind, reading.Text.Shown(start, titleEnd), source[from..to], section, from, to,
            In(table, row, TableColumn.Cause) is { } cause ? Words(cause) : null,
            Measures(table, row), Targets(table, row), Limit(table, row), "table-row", Name(table, kind), Confidence)
        {
            Units = Units(table, row, from),
        };
    }

    /// <summary>One problem over several rows: the further ones bring measures, and may bring later limits and other units.</summary>
    ReportItem Continued(ReportItem item, SourceTable table, SourceCell[] row)
    {
        var (_, end) = Span(table, row);
        var limit = Limit(table, row);
        return item with
        {
            Text = source[item.Start..end], End = end,
            Measures = [.. item.Measures, .. Measures(table, row)], Targets = [.. item.Targets, .. Targets(table, row)],
            LimitOn = limit is null || item.LimitOn > limit ? item.LimitOn : limit,
            Units = [.. item.Units, .. Units(table, row, item.Start).Where(unit => !item.Units.Any(known => known.Name == unit.Name))],
        };
    }

    /// <summary>From the first known column to the last one that says something; the row's number is left out.</summary>
    static (int Start, int End) Span(SourceTable table, SourceCell[] row)
    {
        var filled = row.Where((cell, place) => cell.Length > 0 && table.Columns.ContainsKey(place)).ToList();
        return (filled[0].Start, filled[^1].End);
    }

    List<Measure> Measures(SourceTable table, SourceCell[] row)
    {
        if (In(table, row, TableColumn.Measures) is not { } cell)
            return [];
        var (reading, limit) = (Cell(cell), Limit(table, row));
        var measures = ItemBuilder.Of(reading).MeasuresIn(0, reading.Text.Length);
        if (measures.Count == 0)
            measures = [new(reading.Text.Shown(0, ItemTitle.End(reading.Text, 0, reading.Text.Length)), Words(cell), 0, cell.Length, [])];
        return [.. measures.Select(measure => Moved(measure, cell.Start) is var moved && moved.LimitOn is null ? moved with { LimitOn = limit } : moved)];
    }

    static Measure Moved(Measure measure, int by) => measure with
    {
        Start = measure.Start + by, End = measure.End + by, Measures = [.. measure.Measures.Select(inner => Moved(inner, by))],
    };

    List<Target> Targets(SourceTable table, SourceCell[] row)
    {
        var found = new List<Target>();
        foreach (var column in (TableColumn[])[TableColumn.Goal, TableColumn.Plan, TableColumn.Measures])
            if (In(table, row, column) is { } cell)
            {
                var reading = Cell(cell);
                var targets = new TargetFinder(reading);
                targets.Search([new(0, reading.Text.Length, "", "", true)]);
                found.AddRange(targets.Found.Select(target => target with { Start = target.Start + cell.Start, End = target.End + cell.Start }));
            }
        return [.. found.OrderBy(target => target.Start)];
    }

    DateOnly? Limit(SourceTable table, SourceCell[] row) =>
        In(table, row, TableColumn.Limit) is { } cell ? TimeLimits.OfCell(Cell(cell)) : null;

    List<NamedUnit> Units(SourceTable table, SourceCell[] row, int origin)
    {
        var units = new List<NamedUnit>();
        foreach (var (column, role) in ((TableColumn, UnitRole)[])[(TableColumn.Lead, UnitRole.Lead), (TableColumn.Support, UnitRole.Support)])
            if (In(table, row, column) is { } cell)
                foreach (Match name in UnitRegex().Matches(Words(cell)))
                    units.Add(new(name.Value, role, cell.Start + name.Index - origin, cell.Start + name.Index + name.Length - origin));
        return units;
    }

    Reading Cell(SourceCell cell) => Reading.OfCell(Words(cell), report);

    string Words(SourceCell cell) => source[cell.Start..cell.End];

    /// <summary>The words of the header that the row was found by.</summary>
    static string Name(SourceTable table, ItemKind kind) =>
        $"{(kind is ItemKind.Problem ? "问题" : "任务")}{(table.Columns.ContainsValue(TableColumn.Measures) ? "、措施" : "")}{(table.Columns.ContainsValue(TableColumn.Limit) ? "、时限" : "")}";

    [GeneratedRegex("^(?:[(（]?[一二三四五六七八九十]+[)）、.]|[已未]销号|第[一二三四五六七八九十]+[类项部])")]
    private static partial Regex GroupRegex();

    [GeneratedRegex("^[(（]?[一二三四五六七八九十]+[)）、.]\\s*")]
    private static partial Regex MarkerRegex();

    [GeneratedRegex("^(?:无|暂无|没有|同上|[-—–/\\\\、.。]+|合计|总计|小计|备注.*|注[:：].*|填表人.*|\\d{1,4})$")]
    private static partial Regex NothingRegex();

    [GeneratedRegex("[^、,，;；\\s/]{2,}")]
    private static partial Regex UnitRegex();
}
