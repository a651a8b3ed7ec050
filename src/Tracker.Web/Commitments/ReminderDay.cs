using Tracker.Web.Shell;

namespace Tracker.Web.Commitments;

/// <summary>Where a reminder's day stands to the limit; negative is after it.</summary>
static class ReminderDay
{
    public static string InWords(Texts texts, int days) => days switch
    {
        0 => texts["Commitments.Reminder.OnTheDay"],
        < 0 => texts["Commitments.Reminder.After", -days],
        _ => texts["Commitments.Reminder.Before", days],
    };
}
