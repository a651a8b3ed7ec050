namespace Tracker.Web.Shell;

/// <summary>The texts of a status: those we have words for, else those of its class.</summary>
static class ErrorText
{
    static readonly int[] Known = [400, 403, 404, 409, 410, 412, 413, 429, 500];

    public static string Title(int status) => $"Shell.Error.{Nearest(status)}.Title";

    public static string Advice(int status) => $"Shell.Error.{Nearest(status)}.Advice";

    static int Nearest(int status) => Known.Contains(status) ? status : status < 500 ? 400 : 500;
}
