using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Tracker.Web.Shell;

/// <summary><c>&lt;light of="@row.Light"&gt;&lt;/light&gt;</c>: green, yellow or red, in colour, shape and word.</summary>
[HtmlTargetElement("light")]
public sealed class LightTagHelper(Texts texts) : TagHelper
{
    public string Of { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var light = Of.ToLowerInvariant();
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"light light-{light}");
        output.Content.SetContent(texts[$"Shell.Light.{light}"]);
    }
}
