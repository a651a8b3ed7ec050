using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Tracker.Reports;

/// <summary>The readable text of a saved page: a line for each block, cells parted by tabs, furniture left out.</summary>
static partial class HtmlText
{
    const int Head = 4096;

    static readonly HashSet<string> dropped = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "noscript", "template", "nav", "iframe", "svg", "button", "select", "textarea", "input", "object", "head", "canvas", "video", "audio", "map",
    };

    static readonly HashSet<string> blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "thead", "tr", "ul", "br", "caption", "body",
    };

    public static bool LooksLikeHtml(byte[] content) => LooksLikeHtml(Encoding.Latin1.GetString(content, 0, Math.Min(content.Length, 512)));

    public static bool LooksLikeHtml(string text) => OpeningRegex().IsMatch(text[..Math.Min(text.Length, 512)]);

    public static ReportText Read(byte[] content)
    {
        var head = Encoding.Latin1.GetString(content, 0, Math.Min(content.Length, Head));
        var declared = CharsetRegex().Match(head) is { Success: true } m ? Known(m.Groups[1].Value) : null;
        var decoded = TextDecoder.Decode(content, declared);
        using var document = new HtmlParser().ParseDocument(decoded.Text);
        var text = Extract(document);
        return text.Length > 0 ? new(text, "html", decoded.Encoding)
            : throw new UnreadableFileException("file-empty", "网页里没有文字。请在浏览器中打开网页，全部显示后再保存，重新选择。");
    }

    static string Known(string charset) => charset.ToLowerInvariant() switch
    {
        "gb2312" or "gbk" or "gb18030" => "GB18030",
        "big5" or "big5-hkscs" => "Big5",
        var other => other,
    };

    static string Extract(IDocument document)
    {
        var text = new StringBuilder();
        var whole = Math.Max(1, document.Body?.TextContent.Length ?? 0);
        var open = new Stack<(INode Node, bool Leaving)>();
        open.Push((document.Body ?? (INode)document, false));
        while (open.TryPop(out var step))
        {
            if (step.Leaving)
                Break(text, step.Node);
            else if (step.Node is IText words)
                text.Append(BlankRegex().Replace(words.Data, " "));
            else if (step.Node is IElement { LocalName: "table" } table && HtmlTable.Rows(table) is { } rows)
            {
                Break(text, step.Node);
                text.AppendJoin('\n', rows.Select(row => string.Join('\t', row))).Append('\n');
            }
            else if (step.Node is not IElement element || !IsFurniture(element, whole))
            {
                Break(text, step.Node);
                Number(text, step.Node);
                open.Push((step.Node, true));
                for (var child = step.Node.LastChild; child is not null; child = child.PreviousSibling)
                    open.Push((child, false));
            }
        }
        return EmptyLinesRegex().Replace(text.ToString(), "\n").Trim();
    }

    static void Break(StringBuilder text, INode node)
    {
        if (node is not IElement { LocalName: var name })
            return;
        if (blocks.Contains(name))
        {
            if (text.Length > 0 && text[^1] != '\n')
                text.Append('\n');
        }
        else if (name is "td" or "th" && text.Length > 0 && text[^1] is not ('\n' or '\t'))
            text.Append('\t');
    }

    /// <summary>The browser numbers ordered lists itself; without the numbers they would read as loose lines.</summary>
    static void Number(StringBuilder text, INode node)
    {
        if (node is not IElement { LocalName: "li", ParentElement: { LocalName: "ol" } list } item || NumberedRegex().IsMatch(item.TextContent))
            return;
        var index = list.Children.Where(c => c.LocalName == "li").TakeWhile(c => c != item).Count() + 1;
        text.Append(index).Append('.');
    }

    static bool IsFurniture(IElement element, int whole)
    {
        if (dropped.Contains(element.LocalName) || element.HasAttribute("hidden"))
            return true;
        if (element.GetAttribute("style") is { } style && HiddenRegex().IsMatch(style))
            return true;
        return FurnitureRegex().IsMatch($"{element.Id} {element.ClassName} {element.GetAttribute("role")}") && element.TextContent.Length * 4 < whole;
    }

    [GeneratedRegex("<(?:!doctype\\s+html|html|head|body|meta)\\b", RegexOptions.IgnoreCase)]
    private static partial Regex OpeningRegex();

    [GeneratedRegex("charset\\s*=\\s*[\"']?([A-Za-z0-9_-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex CharsetRegex();

    [GeneratedRegex("[ \\t\\r\\n\\u00a0]+")]
    private static partial Regex BlankRegex();

    /// <summary>Tabs at the beginning of a line are empty cells, and stay.</summary>
    [GeneratedRegex("[ \\t]*\\n(?:\\s*\\n)? *")]
    private static partial Regex EmptyLinesRegex();

    [GeneratedRegex("^\\s*(?:[一二三四五六七八九十\\d]+[、.是]|[((])")]
    private static partial Regex NumberedRegex();

    [GeneratedRegex("display\\s*:\\s*none|visibility\\s*:\\s*hidden", RegexOptions.IgnoreCase)]
    private static partial Regex HiddenRegex();

    [GeneratedRegex("(?:^|[\\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|share|bdshare\\w*|social|footer|foot|copyright|sidebar|related|recommend|toolbar|print|qrcode|ewm|search|comments?|pagination|pager|login|banner|fontsize|accessib\\w*)(?:$|[\\s_-])", RegexOptions.IgnoreCase)]
    private static partial Regex FurnitureRegex();
}
