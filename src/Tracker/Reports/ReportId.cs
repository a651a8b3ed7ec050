using System.Security.Cryptography;
using System.Text;

namespace Tracker.Reports;

/// <summary>One stream per organisation, genre and year: the id follows from the three, so that two people importing at once meet.</summary>
public static class ReportId
{
    public static Guid Of(string organization, Genre genre, int year)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{organization}\n{genre}\n{year}"));
        hash[6] = (byte)(hash[6] & 0x0f | 0x80); // version 8: ours
        hash[8] = (byte)(hash[8] & 0x3f | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
