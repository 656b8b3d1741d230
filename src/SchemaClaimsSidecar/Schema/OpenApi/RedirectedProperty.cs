using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.OpenApi;

/// <summary>Reads from a redefined property what it adds to the schema to which the core's property refers.</summary>
internal static class RedirectedProperty
{
    /// <summary>The schema with the added properties only; null when the property does not say.</summary>
    public static ComponentSchema? SchemaOf(
        JsonElement property, ComponentSchema extended, ExtensionProject project, ComponentSchemas schemas)
    {
        var described = property.TryGetObject("items", out var items) ? items : property;
        if (SchemaReference.TargetOf(described) is { } name)
            return schemas.TryGet(name, out var redefined) ? AdditionsOf(redefined, extended, project, schemas) : null;
        if (described.TryGetObject("properties", out _))
            return new ComponentSchema(described);
        return described.TryGetProperty("type", out _) ? null : BareProperties(described);
    }

    private static ComponentSchema AdditionsOf(
        ComponentSchema redefined, ComponentSchema extended, ExtensionProject project, ComponentSchemas schemas)
    {
        if (OwnExtensionOf(redefined, project, schemas) is { } own)
            return own.Copy();
        var additions = redefined.Copy();
        foreach (var name in redefined.Properties.Keys.Where(name => name == "_ext" || extended.Properties.ContainsKey(name)))
            additions.Remove(name);
        if (redefined.Properties.TryGetValue("_ext", out var inline)
            && inline.TryGetObject("properties", out var projects)
            && projects.TryGetObject(project.Key, out var inlined))
        {
            foreach (var property in inlined.MembersOf("properties"))
                additions.TryAdd(property.Name, property.Value);
        }

        return additions;
    }

    private static ComponentSchema? OwnExtensionOf(ComponentSchema schema, ExtensionProject project, ComponentSchemas schemas) =>
        schema.Properties.TryGetValue("_ext", out var extension)
        && SchemaReference.TargetOf(extension) is { } containerName
        && schemas.TryGet(containerName, out var container)
        && container.Properties.TryGetValue(project.Key, out var reference)
        && SchemaReference.TargetOf(reference) is { } ownName
        && schemas.TryGet(ownName, out var own)
            ? own
            : null;

    private static ComponentSchema? BareProperties(JsonElement properties)
    {
        if (properties.EnumerateObject().Any(property => property.Value.ValueKind != JsonValueKind.Object))
            return null;
        var schema = ComponentSchema.Empty();
        foreach (var property in properties.EnumerateObject())
            schema.TryAdd(property.Name, property.Value);
        return schema;
    }
}
