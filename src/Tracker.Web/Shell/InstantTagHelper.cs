using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Tracker.Web.Shell;

/// <summary><c>&lt;instant at="entry.At"&gt;&lt;/instant&gt;</c>: an instant in the installation's zone, to the minute.</summary>
[HtmlTargetElement("instant")]
public sealed class InstantTagHelper(InstallationClock clock) : TagHelper
{
    public DateTimeOffset At { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        output.Content.SetContent(clock.ToLocal(At).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
    }
}
