using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Tracker.Web.Shell;

/// <summary><c>&lt;state of="@row.State"&gt;&lt;/state&gt;</c>: where a commitment stands in its life.</summary>
[HtmlTargetElement("state")]
public sealed class StateTagHelper(Texts texts) : TagHelper
{
    public string Of { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var state = Of.ToLowerInvariant();
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"state state-{state}");
        output.Content.SetContent(texts[$"Shell.State.{state}"]);
    }
}
