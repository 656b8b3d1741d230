using System.Text.Json.Nodes;
using SchemaGeneration.Model;

namespace SchemaGeneration.Documents;

/// <summary>The JSON schemas by which documents are validated.</summary>
internal static class InsertSchema
{
    public static JsonObject Of(ResourceModel resource) => Root(
        $"{resource.Project.SchemaPrefix}.{resource.Name}",
        resource.Description,
        Members(resource.Properties, resource.References)
            .Concat(resource.Collections.Select(collection => (collection.Name, (JsonNode?)Json.Object(
                ("items", Object(null, collection.Properties, [])), ("minItems", 0), ("type", "array"), ("uniqueItems", false))))),
        Required(resource.Properties, resource.References));

    public static JsonObject Of(ResourceExtensionModel extension, ProjectName project) => Root(
        $"{project.SchemaPrefix}.{extension.Target.Name}Extension",
        "",
        [("_ext", Extension(project, extension.Properties, extension.References))],
        []);

    /// <summary>What a project adds, under its name.</summary>
    public static JsonObject Extension(
        ProjectName project, IReadOnlyList<PropertyModel> properties, IReadOnlyList<ReferenceModel> references) => Json.Object(
        ("additionalProperties", true),
        ("description", "optional extension collection"),
        ("properties", Json.Object((project.Endpoint, Object($"What {project.Name} adds.", properties, references)))),
        ("type", "object"));

    private static JsonObject Root(
        string title, string description, IEnumerable<(string Name, JsonNode? Value)> properties, IEnumerable<string> required) => Json.Object(
        ("$schema", "https://json-schema.org/draft/2020-12/schema"),
        ("additionalProperties", false),
        ("description", description),
        ("properties", Json.Object(properties.OrderBy(property => property.Name, StringComparer.Ordinal))),
        ("required", Json.Strings(required)),
        ("title", title),
        ("type", "object"));

    private static JsonObject Object(
        string? description, IReadOnlyList<PropertyModel> properties, IReadOnlyList<ReferenceModel> references) => Json.Object(
        ("additionalProperties", false),
        ("description", description),
        ("properties", Json.Object(Members(properties, references))),
        ("required", Json.Strings(Required(properties, references))),
        ("type", "object"));

    private static IEnumerable<(string Name, JsonNode? Value)> Members(
        IReadOnlyList<PropertyModel> properties, IReadOnlyList<ReferenceModel> references) =>
        properties.Select(property => (property.Name, (JsonNode?)PropertySchema.ForValidation(property)))
            .Concat(references.Select(reference => (reference.Name, (JsonNode?)Object(
                null, [.. reference.Target.Identity.Select(element => element.Property with { IsRequired = true })], []))));

    private static IEnumerable<string> Required(IReadOnlyList<PropertyModel> properties, IReadOnlyList<ReferenceModel> references) =>
        properties.Where(property => property.IsRequired).Select(property => property.Name)
            .Concat(references.Where(reference => reference.IsRequired).Select(reference => reference.Name));
}
