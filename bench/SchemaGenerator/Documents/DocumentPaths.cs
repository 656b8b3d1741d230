using System.Text.Json.Nodes;
using SchemaGeneration.Model;

namespace SchemaGeneration.Documents;

/// <summary>The member <c>documentPathsMapping</c>.</summary>
internal static class DocumentPaths
{
    public static JsonObject Of(ResourceContent content) => Json.Object(
        content.Properties.Select(placed => (placed.Key, (JsonNode?)Of(placed)))
            .Concat(content.References.Select(placed => (placed.Reference.Role, (JsonNode?)Of(placed.Path, placed.Reference))))
            .OrderBy(path => path.Item1, StringComparer.Ordinal));

    public static string TypeOf(PropertyType type) => type switch
    {
        PropertyType.Boolean => "boolean",
        PropertyType.Integer or PropertyType.Decimal => "number",
        PropertyType.Date => "date",
        PropertyType.DateTime => "date-time",
        PropertyType.Time => "time",
        _ => "string",
    };

    private static JsonObject Of(PlacedProperty placed) => Json.Object(
        ("isDescriptor", placed.Property.Descriptor is null ? null : true),
        ("isPartOfIdentity", placed.Property.IsIdentity),
        ("isReference", placed.Property.Descriptor is not null),
        ("isRequired", placed.Property.IsRequired),
        ("path", placed.Path),
        ("projectName", placed.Property.Descriptor?.Project.Name),
        ("resourceName", placed.Property.Descriptor?.Name),
        ("type", TypeOf(placed.Property.Type)));

    private static JsonObject Of(string path, ReferenceModel reference) => Json.Object(
        ("isDescriptor", false),
        ("isPartOfIdentity", reference.IsIdentity),
        ("isReference", true),
        ("isRequired", reference.IsRequired),
        ("projectName", reference.Target.Project.Name),
        ("referenceJsonPaths", Json.Array(reference.Target.Identity.Select(element => Json.Object(
            ("identityJsonPath", element.Path),
            ("referenceJsonPath", $"{path}.{element.Property.Name}"),
            ("type", TypeOf(element.Property.Type)))))),
        ("resourceName", reference.Target.Name));
}
