using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Tracker.Web.Api;

/// <summary>The description of the API, made once: that takes most of a second, and anybody may ask for it.</summary>
sealed class OpenApiDescription([FromKeyedServices(OpenApiDescription.Name)] IOpenApiDocumentProvider documents)
{
    public const string Name = "v1";

    readonly Lazy<Task<byte[]>> made = new(async () =>
    {
        var document = await documents.GetOpenApiDocumentAsync(CancellationToken.None);
        return Encoding.UTF8.GetBytes(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, CancellationToken.None));
    });

    public Task<byte[]> Json => made.Value;
}
