using Microsoft.OpenApi;

namespace Tracker.Web.Api;

/// <summary>Forms with files, described as they are read.</summary>
static class OpenApiForms
{
    public static OpenApiSchema File => new() { Type = JsonSchemaType.String, Format = "binary" };

    public static OpenApiSchema Files => new() { Type = JsonSchemaType.Array, Items = File };

    /// <param name="name">The field with the file or the files.</param>
    /// <param name="fields">The other fields, which may be left out.</param>
    public static Task Describe(OpenApiOperation operation, string name, OpenApiSchema file, params string[] fields)
    {
        if (operation.RequestBody?.Content is not { } content) return Task.CompletedTask;
        if (content.TryGetValue("multipart/form-data", out var form))
        {
            var properties = fields.ToDictionary(field => field, IOpenApiSchema (_) => new OpenApiSchema { Type = JsonSchemaType.String });
            properties[name] = file;
            form.Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Required = new HashSet<string> { name }, Properties = properties };
        }
        if (content.TryGetValue("text/plain", out var text)) text.Schema = new OpenApiSchema { Type = JsonSchemaType.String };
        return Task.CompletedTask;
    }
}
