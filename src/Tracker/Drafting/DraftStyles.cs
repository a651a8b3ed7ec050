using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Tracker.Drafting;

/// <summary>The faces, sizes and margins of an official paper, as styles: who edits it goes on in them.</summary>
static class DraftStyles
{
    public const string Title = "Title", Subtitle = "Subtitle", Heading = "Heading1", Note = "FootnoteText", NoteMark = "FootnoteReference", Footer = "Footer";

    const string Serif = "Times New Roman", Body = "仿宋_GB2312", Bold = "黑体", TitleFace = "方正小标宋简体", Italic = "楷体_GB2312", Song = "宋体";

    // Half points: 二号 22, 三号 16, 四号 14, 小五 9.
    const int Two = 44, Three = 32, Four = 28, SmallFive = 18;

    // Twentieths of a point: 28 pt.
    const string LineHeight = "560";

    public static Styles Styles() => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle([.. Face(Body, Three), new Languages { Val = "en-US", EastAsia = "zh-CN" }])),
            new ParagraphPropertiesDefault()),
        Paragraph("Normal", "Normal", null, new(Lines(), new Indentation { FirstLineChars = 200, FirstLine = "640" }, new Justification { Val = JustificationValues.Both })),
        Paragraph(Title, "Title", "Normal", new(new SpacingBetweenLines { Line = "640", LineRule = LineSpacingRuleValues.Exact, Before = "240" }, Flush(), Centred()), Face(TitleFace, Two)),
        Paragraph(Subtitle, "Subtitle", "Normal", new(new SpacingBetweenLines { Line = LineHeight, LineRule = LineSpacingRuleValues.Exact, Before = "120", After = "360" }, Flush(), Centred()), Face(Italic, Three)),
        Paragraph(Heading, "heading 1", "Normal", new(new KeepNext(), Lines(), new OutlineLevel { Val = 0 }), Face(Bold, Three)),
        Paragraph(Note, "footnote text", "Normal", new(new SnapToGrid { Val = false }, new SpacingBetweenLines { Line = "240", LineRule = LineSpacingRuleValues.Auto }, Flush(), new Justification { Val = JustificationValues.Left }), Face(Song, SmallFive)),
        Paragraph(Footer, "footer", "Normal", new(new SpacingBetweenLines { Line = "240", LineRule = LineSpacingRuleValues.Auto }, Flush(), Centred()), Face(Song, Four)),
        new Style(new StyleName { Val = "footnote reference" }, new StyleRunProperties(new VerticalTextAlignment { Val = VerticalPositionValues.Superscript }))
        {
            Type = StyleValues.Character, StyleId = NoteMark,
        });

    /// <summary>What stands in where an official face is not installed.</summary>
    public static Fonts Fonts() => new(Font(TitleFace, Song), Font(Bold, "SimHei"), Font(Body, "仿宋"), Font(Italic, "楷体"));

    /// <summary>A4 with the margins of an official paper: 37, 26, 35 and 28 mm.</summary>
    public static SectionProperties Page(string footer) => new(
        new FooterReference { Type = HeaderFooterValues.Default, Id = footer },
        new PageSize { Width = 11906, Height = 16838 },
        new PageMargin { Top = 2098, Right = 1474, Bottom = 1984, Left = 1588, Header = 851, Footer = 1417, Gutter = 0 });

    static Style Paragraph(string id, string name, string? basedOn, StyleParagraphProperties layout, OpenXmlElement[]? face = null)
    {
        var style = new Style { Type = StyleValues.Paragraph, StyleId = id, Default = basedOn is null ? true : null };
        style.Append(new StyleName { Val = name });
        if (basedOn is not null) style.Append(new BasedOn { Val = basedOn });
        style.Append(new PrimaryStyle(), layout);
        if (face is not null) style.Append(new StyleRunProperties(face));
        return style;
    }

    static OpenXmlElement[] Face(string face, int halfPoints) =>
    [
        new RunFonts { Ascii = Serif, HighAnsi = Serif, EastAsia = face, ComplexScript = Serif },
        new FontSize { Val = $"{halfPoints}" },
        new FontSizeComplexScript { Val = $"{halfPoints}" },
    ];

    static Font Font(string name, string otherwise) => new(new AltName { Val = otherwise }) { Name = name };

    static SpacingBetweenLines Lines() => new() { Line = LineHeight, LineRule = LineSpacingRuleValues.Exact };

    static Indentation Flush() => new() { FirstLineChars = 0, FirstLine = "0" };

    static Justification Centred() => new() { Val = JustificationValues.Center };
}
