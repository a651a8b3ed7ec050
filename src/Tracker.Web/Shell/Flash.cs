using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Tracker.Web.Shell;

/// <summary>One sentence that outlives a redirect: <c>TempData.Say(T["Commitments.Done.Accept"])</c>, shown by _Flash on the next page.</summary>
public static class Flash
{
    const string Done = "flash.done";
    const string Notice = "flash.notice";

    public static void Say(this ITempDataDictionary temp, string sentence) => temp[Done] = sentence;

    public static void Warn(this ITempDataDictionary temp, string sentence) => temp[Notice] = sentence;

    public static string? TakeSaid(this ITempDataDictionary temp) => temp[Done] as string;

    public static string? TakeWarned(this ITempDataDictionary temp) => temp[Notice] as string;
}
