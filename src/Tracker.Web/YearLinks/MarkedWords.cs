using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Tracker.Reports;

namespace Tracker.Web.YearLinks;

/// <summary>A text with the words marked that stand in the other text too.</summary>
public sealed class MarkedWords(string text, string other) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var at = 0;
        foreach (var (start, end) in SharedWords.In(text, other))
        {
            encoder.Encode(writer, text, at, start - at);
            writer.Write("<mark>");
            encoder.Encode(writer, text, start, end - start);
            writer.Write("</mark>");
            at = end;
        }
        encoder.Encode(writer, text, at, text.Length - at);
    }
}
