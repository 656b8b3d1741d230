using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.OpenApi;

/// <summary>
/// The member <c>exts</c> of a fragment: what an extension adds to schemas of the core. A property that the core schema has too
/// is meant for the schema to which that property refers, and is taken there.
/// </summary>
internal static class ResourceExtensions
{
    // Every generated extension repeats it; that it is left out is no news.
    private const string ItemId = "id";

    public static void Merge(JsonElement fragment, ExtensionProject project, FragmentSource source, OpenApiAssembly assembly)
    {
        foreach (var extension in fragment.MembersOf("exts"))
        {
            var origin = source.Of("exts", extension.Name);
            if (extension.Value.ValueKind == JsonValueKind.Object)
                Merge(extension.Name, extension.Value, project, origin, assembly);
            else
                assembly.Problems.Add(origin.Problem(OpenApiRules.Shape, "An extension that is not an object was left out."));
        }
    }

    private static void Merge(
        string schemaName, JsonElement source, ExtensionProject project, FragmentSource origin, OpenApiAssembly assembly)
    {
        var extension = new ComponentSchema(source);
        if (!extension.HasProperties || !assembly.Schemas.TryGet(schemaName, out var extended) || !extended.HasProperties)
        {
            project.Extend(schemaName, extension, origin, assembly);
            return;
        }

        var redirected = extension.Properties.Where(property => extended.Properties.ContainsKey(property.Key)).ToList();
        foreach (var property in redirected)
            extension.Remove(property.Key);
        if (extension.Properties.Count > 0)
            project.Extend(schemaName, extension, origin, assembly);
        foreach (var (name, value) in redirected)
            Redirect(name, value, extended.Properties[name], project, origin.Of("properties", name), assembly);
    }

    private static void Redirect(
        string name, JsonElement value, JsonElement core, ExtensionProject project, FragmentSource origin, OpenApiAssembly assembly)
    {
        if (SchemaReference.TargetOfPropertyOrItems(core) is { } target
            && assembly.Schemas.TryGet(target, out var schema)
            && RedirectedProperty.SchemaOf(value, schema, project, assembly.Schemas) is { } extension)
        {
            project.Extend(target, extension, origin, assembly);
        }
        else if (name != ItemId)
        {
            assembly.Problems.Add(origin.Problem(
                OpenApiRules.ExtensionProperty,
                $"The property '{name}' was left out: the core has it, and refers to no schema that could be extended by this one."));
        }
    }
}
