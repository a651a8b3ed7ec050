using System.Text;

namespace Tracker.Reports;

/// <summary>One stream per organisation, genre and year: the id follows from the three, so that two people importing at once meet.</summary>
public static class ReportId
{
    public static Guid Of(string organization, Genre genre, int year) => StableId.Of(Encoding.UTF8.GetBytes($"{organization}\n{genre}\n{year}"));
}
