namespace Tracker.Web.Seals;

/// <summary>Tracker:Mail and Tracker:SealMailTo: by which server, from whom and to whom seals are mailed.</summary>
/// <param name="Tls">STARTTLS; a port that speaks TLS from the first byte (465) can't be used.</param>
/// <param name="SealTo">One or more addresses, separated by commas.</param>
public sealed record MailSettings(string? Host, int Port, bool Tls, string? User, string? Password, string? From, string? SealTo)
{
    /// <summary>A server, a sender and a recipient are named.</summary>
    public bool IsComplete => !string.IsNullOrWhiteSpace(Host) && !string.IsNullOrWhiteSpace(From) && !string.IsNullOrWhiteSpace(SealTo);

    public static MailSettings Of(IConfiguration settings)
    {
        var mail = settings.GetSection("Tracker:Mail");
        return new(mail["Host"], mail.GetValue("Port", 25), mail.GetValue("Tls", false), mail["User"], mail["Password"], mail["From"], settings["Tracker:SealMailTo"]);
    }
}
