using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Tracker.Web.Reports;

/// <summary>A passage to be marked in the original text; without an anchor it is the one that a link asked for.</summary>
/// <param name="Anchor">What the ids of the passage (p…) and of its item (i…) end in.</param>
/// <param name="Label">How the item is called in words, for those who don't see the mark.</param>
/// <param name="Badge">The same beside the passage.</param>
public sealed record MarkedPassage(int Start, int End, string? Anchor, string Class, string Label, string Badge);

/// <summary>A place in the original text that a link leads to.</summary>
public sealed record TextPlace(int At, string Id);

/// <summary>
/// The report's text with its passages marked. The text nodes together are exactly the text, so that a selection's place among
/// them is an offset into the report: whatever else is shown comes from attributes, through the style sheet.
/// </summary>
public sealed class OriginalText(string text, IReadOnlyList<MarkedPassage> passages, IReadOnlyList<TextPlace> places) : IHtmlContent
{
    /// <summary>Where a link to a passage, and not to an item, leads.</summary>
    public const string Asked = "passage";

    readonly MarkedPassage[] marked = [.. passages
        .Where(passage => passage.Start >= 0 && passage.Start < passage.End && passage.End <= text.Length)
        .OrderBy(passage => passage.End - passage.Start)];

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var within = places.Where(place => place.At >= 0 && place.At < text.Length).ToLookup(place => place.At);
        int[] edges = [.. marked.SelectMany(passage => new[] { passage.Start, passage.End }).Concat(within.Select(at => at.Key)).Append(0).Append(text.Length).Distinct().Order()];
        for (var i = 0; i + 1 < edges.Length; i++)
        {
            var (from, to) = (edges[i], edges[i + 1]);
            foreach (var place in within[from]) writer.Write($"<a id={place.Id}></a>");
            // Innermost first: where passages lie within each other, a click means the closest.
            var here = marked.Where(passage => passage.Start <= from && passage.End >= to).ToList();
            foreach (var begun in here.Where(passage => passage.Start == from)) Begin(writer, begun);
            if (here.Count > 0) Open(writer, here);
            Encode(writer, text.AsSpan(from, to - from));
            if (here.Count > 0) writer.Write("</mark>");
        }
    }

    static void Begin(TextWriter writer, MarkedPassage passage)
    {
        if (passage.Anchor is not { } anchor) writer.Write($"<a id={Asked}></a>");
        else
        {
            writer.Write($"<a class=\"ref {passage.Class}\" id=p{anchor} href=#i{anchor} aria-label=\"");
            EncodeAttribute(writer, passage.Label);
            writer.Write("\" data-n=\"");
            EncodeAttribute(writer, passage.Badge);
            writer.Write("\"></a>");
        }
    }

    static void Open(TextWriter writer, List<MarkedPassage> here)
    {
        var kinds = here.Select(passage => passage.Class).Distinct();
        writer.Write($"<mark class=\"{string.Join(' ', kinds)}{(here.Count > 1 ? " nested" : "")}\"");
        var anchors = string.Join(' ', here.Where(passage => passage.Anchor is not null).Select(passage => passage.Anchor));
        if (anchors.Length > 0) writer.Write($" data-i=\"{anchors}\"");
        writer.Write('>');
    }

    // Our own, because the framework's writes every line end as an entity; a carriage return must be one, or the browser drops it.
    static void Encode(TextWriter writer, ReadOnlySpan<char> part)
    {
        while (part.IndexOfAny("&<>\r\0") is >= 0 and var at)
        {
            writer.Write(part[..at]);
            writer.Write(part[at] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '\r' => "&#13;", _ => "\uFFFD" });
            part = part[(at + 1)..];
        }
        writer.Write(part);
    }

    static void EncodeAttribute(TextWriter writer, string value) => writer.Write(value.Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal));
}
