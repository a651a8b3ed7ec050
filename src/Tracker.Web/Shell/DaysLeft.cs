namespace Tracker.Web.Shell;

/// <summary>Days to a limit in words; negative is overdue.</summary>
public static class DaysLeft
{
    public static string InWords(Texts texts, int days) => days switch
    {
        0 => texts["Shell.DueToday"],
        < 0 => texts["Shell.DaysOverdue", -days],
        _ => texts["Shell.DaysLeft", days],
    };
}
