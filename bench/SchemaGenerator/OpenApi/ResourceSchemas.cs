using System.Text.Json.Nodes;
using SchemaGeneration.Documents;
using SchemaGeneration.Model;

namespace SchemaGeneration.OpenApi;

/// <summary>The component schemas of a resource: itself, its items, a reference to it, and its tracked changes.</summary>
internal static class ResourceSchemas
{
    public static JsonObject Of(ResourceModel resource)
    {
        var collections = resource.Collections.Select(collection => (collection.Name, (JsonNode?)Json.Object(
            ("items", Json.Reference("schemas", resource.SchemaOf(collection))), ("minItems", 0), ("type", "array"), ("uniqueItems", false))));
        var schemas = new List<(string, JsonNode?)>
        {
            (resource.SchemaName, Object(resource.Description, resource.Properties, resource.References, id: true, collections)),
            (resource.ReferenceSchemaName, resource.Kind == ResourceKind.Descriptor ? null : Reference(resource)),
            (resource.SchemaName + "_TrackedChangeDelete", Tracked(resource, "keyValues")),
            (resource.SchemaName + "_TrackedChangeKey", Object(null, KeyOf(resource), [], id: false)),
            (resource.SchemaName + "_TrackedChangeKeyChange", Tracked(resource, "oldKeyValues", "newKeyValues")),
        };
        schemas.AddRange(resource.Collections.Select(collection =>
            (resource.SchemaOf(collection), (JsonNode?)Object(null, collection.Properties, [], id: false))));
        return Json.Object(schemas);
    }

    public static JsonObject Reference(ResourceModel resource) => Object(null, KeyOf(resource), [], id: false);

    public static JsonObject Object(
        string? description,
        IReadOnlyList<PropertyModel> properties,
        IReadOnlyList<ReferenceModel> references,
        bool id,
        IEnumerable<(string, JsonNode?)>? more = null) => Json.Object(
        ("description", description),
        ("properties", Json.Object(
        [
            ("id", id ? Json.Object(("description", "The identifier that the system gave the item."), ("type", "string")) : null),
            .. properties.Select(property => (property.Name, (JsonNode?)PropertySchema.ForDocumentation(property))),
            .. references.Select(reference => (reference.Name, (JsonNode?)Json.Reference("schemas", reference.Target.ReferenceSchemaName))),
            .. more ?? [],
        ])),
        ("required", Json.Strings(
            properties.Where(property => property.IsRequired).Select(property => property.Name)
                .Concat(references.Where(reference => reference.IsRequired).Select(reference => reference.Name)))),
        ("type", "object"));

    private static PropertyModel[] KeyOf(ResourceModel resource) =>
        resource.Kind == ResourceKind.Descriptor
            ? [.. resource.Properties.Take(2)]
            : [.. resource.Identity.Select(element => element.Property with { IsRequired = true, IsIdentity = true })];

    private static JsonObject Tracked(ResourceModel resource, params string[] keys) => Json.Object(
        ("properties", Json.Object(
        [
            ("changeVersion", Json.Object(("format", "int64"), ("type", "integer"))),
            ("id", Json.Object(("type", "string"))),
            .. keys.Select(key => (key, (JsonNode?)Json.Reference("schemas", resource.SchemaName + "_TrackedChangeKey"))),
        ])),
        ("required", Json.Strings(["id", "changeVersion", .. keys])),
        ("type", "object"));
}
