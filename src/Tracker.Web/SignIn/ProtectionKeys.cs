using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using Tracker.EventStore;
using Tracker.People;

namespace Tracker.Web.SignIn;

/// <summary>Keeps the cookie keys in the database: whoever can read it can read everything else as well.</summary>
sealed class ProtectionKeys(DocumentStore store) : IXmlRepository, IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options) => options.XmlRepository = this;

    // The framework asks for them without a task, once at start and once a quarter.
    public IReadOnlyCollection<XElement> GetAllElements() => Task.Run(async () =>
    {
        await using var connection = await store.OpenConnectionAsync();
        return (await ProtectionKeysTable.All(connection, CancellationToken.None)).Select(XElement.Parse).ToList();
    }).GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) => Task.Run(async () =>
    {
        await using var connection = await store.OpenConnectionAsync();
        await ProtectionKeysTable.Add(connection, friendlyName, element.ToString(SaveOptions.DisableFormatting), CancellationToken.None);
    }).GetAwaiter().GetResult();
}
