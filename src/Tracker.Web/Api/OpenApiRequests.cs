using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Tracker.Web.Api;

/// <summary>What a request must say and may leave out: its members are nullable and marked, so that validation and not the reader tells what is missing.</summary>
static class OpenApiRequests
{
    public static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = context.JsonTypeInfo.Type;
        // Asked for first where it may be left out, an enum is described with null among its names, wherever it stands.
        if ((Nullable.GetUnderlyingType(type) ?? type).IsEnum) schema.Enum = schema.Enum?.Where(name => name is not null && name.GetValueKind() is not System.Text.Json.JsonValueKind.Null).ToList();
        if (context.JsonTypeInfo.Kind is not JsonTypeInfoKind.Object || type.Namespace?.StartsWith("Tracker.Web", StringComparison.Ordinal) is not true || !type.Name.EndsWith("Request", StringComparison.Ordinal))
            return Task.CompletedTask;

        var needed = context.JsonTypeInfo.Properties.Where(property => Mark<RequiredAttribute>(property) is not null).Select(property => property.Name).ToHashSet();
        schema.Required = needed;
        foreach (var property in context.JsonTypeInfo.Properties)
        {
            if (schema.Properties is null || !schema.Properties.TryGetValue(property.Name, out var member) || member is not OpenApiSchema described) continue;
            if (needed.Contains(property.Name) && described.Type is { } either) described.Type = either & ~JsonSchemaType.Null;
            if (Mark<StringLengthAttribute>(property) is { } length) described.MaxLength = length.MaximumLength;
        }
        return Task.CompletedTask;
    }

    // Of a record's member the marks stand with the constructor's parameter.
    static T? Mark<T>(JsonPropertyInfo property) where T : Attribute =>
        property.AssociatedParameter?.AttributeProvider?.GetCustomAttributes(typeof(T), true).OfType<T>().FirstOrDefault()
        ?? property.AttributeProvider?.GetCustomAttributes(typeof(T), true).OfType<T>().FirstOrDefault();
}
