using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Tracker;

/// <summary>Where one page of a list ended, so that the next begins behind it whatever was added meanwhile. Nobody should read it, but it holds no secret.</summary>
static class Cursor
{
    const char Between = '\u001f';

    /// <param name="order">The order in which the list was read; the cursor is good for no other.</param>
    /// <param name="last">What the last row is sorted by.</param>
    public static string Write(string order, params IEnumerable<object?> last) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(Between, last.Select(Text).Prepend(order))));

    /// <exception cref="FormatException">It is none, or was made for another order.</exception>
    public static string[] Read(string cursor, string order, int parts)
    {
        if (!Base64Url.IsValid(cursor)) throw Bad();
        var read = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(Between);
        return read.Length == parts + 1 && read[0] == order && !read.Any(part => part.Any(char.IsControl)) ? read[1..] : throw Bad();
    }

    public static int Number(string part) => int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Bad();

    public static Guid Id(string part) => Guid.TryParse(part, out var id) ? id : throw Bad();

    public static bool Flag(string part) => bool.TryParse(part, out var flag) ? flag : throw Bad();

    public static DateOnly? Day(string part) =>
        part.Length == 0 ? null : DateOnly.TryParseExact(part, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw Bad();

    public static DateTimeOffset Instant(string part) =>
        DateTimeOffset.TryParseExact(part, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant.ToUniversalTime() : throw Bad();

    static string Text(object? part) => part switch
    {
        null => "",
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => part.ToString()!,
    };

    static FormatException Bad() => new("The cursor is not one of this list in this order.");
}
