using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Tracker.Reports;

/// <summary>Word keeps automatic numbers out of the text: this counts them as Word would and writes them out.</summary>
sealed partial class DocxNumbering
{
    const int Levels = 9;
    readonly Dictionary<int, Level[]> levels = [];
    readonly Dictionary<int, int[]> counters = [];
    readonly Dictionary<string, NumberingProperties> styles = [];

    public DocxNumbering(MainDocumentPart part)
    {
        foreach (var style in part.StyleDefinitionsPart?.Styles?.Elements<Style>() ?? [])
            if (style.StyleId?.Value is { } id && style.StyleParagraphProperties?.NumberingProperties is { } numbering)
                styles[id] = numbering;
        if (part.NumberingDefinitionsPart?.Numbering is not { } definitions)
            return;
        var abstracts = definitions.Elements<AbstractNum>().Where(a => a.AbstractNumberId is not null).ToDictionary(a => a.AbstractNumberId!.Value);
        foreach (var instance in definitions.Elements<NumberingInstance>())
            if (instance is { NumberID.Value: var id, AbstractNumId.Val.Value: var of } && abstracts.TryGetValue(of, out var found))
                levels[id] = [.. found.Elements<Level>().OrderBy(l => l.LevelIndex?.Value ?? 0).Take(Levels)];
    }

    public string NumberOf(Paragraph paragraph)
    {
        var numbering = paragraph.ParagraphProperties?.NumberingProperties
            ?? (paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value is { } style ? styles.GetValueOrDefault(style) : null);
        if (numbering?.NumberingId?.Val?.Value is not { } id || !levels.TryGetValue(id, out var own))
            return "";
        var level = numbering.NumberingLevelReference?.Val?.Value ?? 0;
        if (level < 0 || level >= own.Length)
            return "";
        var counts = counters.TryGetValue(id, out var known) ? known : counters[id] = new int[Levels];
        counts[level] = counts[level] == 0 ? own[level].StartNumberingValue?.Val?.Value ?? 1 : counts[level] + 1;
        Array.Clear(counts, level + 1, Levels - level - 1);
        if (own[level].NumberingFormat?.Val?.Value is NumberFormatValues.Bullet or NumberFormatValues.None)
            return "";
        return PlaceRegex().Replace(own[level].LevelText?.Val?.Value ?? "", m =>
        {
            var at = m.Value[1] - '1';
            return at < own.Length ? Written(Math.Max(1, counts[at]), own[at].NumberingFormat?.Val?.Value) : "";
        });
    }

    static string Written(int number, NumberFormatValues? format) => format switch
    {
        NumberFormatValues.ChineseCounting or NumberFormatValues.ChineseCountingThousand or NumberFormatValues.ChineseLegalSimplified
            or NumberFormatValues.JapaneseCounting or NumberFormatValues.TaiwaneseCounting or NumberFormatValues.TaiwaneseCountingThousand
            or NumberFormatValues.IdeographDigital => Chinese(number),
        NumberFormatValues.DecimalEnclosedCircleChinese or NumberFormatValues.DecimalEnclosedCircle when number <= 20 => ((char)('①' + number - 1)).ToString(),
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    static string Chinese(int number)
    {
        const string Digits = "〇一二三四五六七八九";
        if (number >= 100)
            return number.ToString(CultureInfo.InvariantCulture);
        var tens = number < 10 ? "" : number < 20 ? "十" : Digits[number / 10] + "十";
        return tens + (number % 10 == 0 ? "" : Digits[number % 10]);
    }

    [GeneratedRegex("%[1-9]")]
    private static partial Regex PlaceRegex();
}
