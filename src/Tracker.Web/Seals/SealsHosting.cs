using Tracker.EventStore;
using Tracker.Postgres;
using Tracker.Seals;

namespace Tracker.Web.Seals;

static class SealsHosting
{
    public static void AddSeals(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        var file = settings["Tracker:SealKey"] is { Length: > 0 } named
            ? named : Path.Combine(Database.KeyDirectory(settings["Tracker:DataDirectory"]), "seal.pem");
        builder.Services.AddSingleton(new SealKeyFile(file));
        builder.Services.AddSingleton(provider => new SealEvents(
            provider.GetRequiredService<DocumentStore>(), provider.GetRequiredService<SealKeyFile>(),
            provider.GetRequiredService<InstallationClock>().Zone, settings["Tracker:Installation"]));
        builder.Services.AddSingleton(MailSettings.Of(settings));
        builder.Services.AddSingleton<SealMail>();
    }
}
