using System.Text.Json.Nodes;
using SchemaGeneration.Model;

namespace SchemaGeneration.Documents;

/// <summary>The schema of one value.</summary>
internal static class PropertySchema
{
    private const int DescriptorLength = 306;

    /// <summary>In JSON schema, for validation.</summary>
    public static JsonObject ForValidation(PropertyModel property) => Json.Object(
        ("description", property.Description),
        ("format", property.Type switch
        {
            PropertyType.Date => "date",
            PropertyType.DateTime => "date-time",
            PropertyType.Time => "time",
            _ => null,
        }),
        ("maxLength", LengthOf(property)),
        ("minLength", property is { Type: PropertyType.String, IsRequired: true } ? 1 : null),
        ("pattern", property is { Type: PropertyType.String, IsRequired: true } ? @"^(?!\s)(.*\S)$" : null),
        ("type", TypeOf(property)));

    /// <summary>In OpenAPI, for documentation.</summary>
    public static JsonObject ForDocumentation(PropertyModel property) => Json.Object(
        ("description", property.Description),
        ("format", property.Type switch
        {
            PropertyType.Integer => "int32",
            PropertyType.Decimal => "double",
            PropertyType.Date => "date",
            PropertyType.DateTime => "date-time",
            PropertyType.Time => "time",
            _ => null,
        }),
        ("maxLength", LengthOf(property)),
        ("type", TypeOf(property)),
        ("x-Ed-Fi-isIdentity", property.IsIdentity ? true : null),
        ("x-nullable", property.IsRequired ? null : true));

    private static string TypeOf(PropertyModel property) => property.Type switch
    {
        PropertyType.Integer => "integer",
        PropertyType.Decimal => "number",
        PropertyType.Boolean => "boolean",
        _ => "string",
    };

    private static JsonNode? LengthOf(PropertyModel property) => property.Type switch
    {
        PropertyType.Descriptor => DescriptorLength,
        PropertyType.String => property.MaxLength,
        _ => null,
    };
}
