using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.OpenApi;

/// <summary>
/// The member <c>commonExtensionOverrides</c> of a resource extension: extends schemas inside a core resource
/// (<c>$.properties.addresses.items</c>), which in the document are components of their own.
/// </summary>
internal static class CommonExtensions
{
    /// <param name="resourceSchema">The resource extension.</param>
    /// <param name="coreSchemaPrefix">What the names of the core's component schemas begin with: <c>EdFi</c>.</param>
    /// <param name="source">The resource extension's place.</param>
    /// <param name="assembly">The document.</param>
    public static void Merge(JsonElement resourceSchema, string coreSchemaPrefix, FragmentSource source, OpenApiAssembly assembly)
    {
        if (resourceSchema.StringOrNull("resourceName") is not { } resourceName
            || assembly.Schemas.SpellingOf($"{coreSchemaPrefix}_{resourceName}") is not { } root)
            return;
        var index = 0;
        foreach (var entry in resourceSchema.ItemsOf("commonExtensionOverrides"))
            MergeEntry(entry, root, source.Of("commonExtensionOverrides", $"{index++}"), assembly);
    }

    private static void MergeEntry(JsonElement entry, string root, FragmentSource source, OpenApiAssembly assembly)
    {
        if (!entry.TryGetObject("schemaFragment", out var fragment))
            return;
        var targets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var location in entry.ItemsOf("insertionLocations").Where(location => location.ValueKind == JsonValueKind.String))
        {
            var path = location.GetString()!;
            if (Resolve(root, path, assembly.Schemas) is not { } target)
            {
                assembly.Problems.Add(source.Problem(
                    OpenApiRules.ExtensionTarget, $"'{path}' leads to no component schema from '{root}'; it was left out."));
            }
            else if (targets.Add(target))
            {
                foreach (var project in fragment.MembersOf("properties"))
                    new ExtensionProject(project.Name).Extend(target, new ComponentSchema(project.Value), source, assembly);
            }
        }
    }

    /// <summary>Follows a path through references; null when it does not end at one.</summary>
    private static string? Resolve(string root, string path, ComponentSchemas schemas)
    {
        var segments = path.Split('.').SkipWhile(segment => segment == "$").ToArray();
        var name = root;
        var index = 0;
        while (schemas.TryGet(name, out var schema))
        {
            if (index == segments.Length)
                return name;
            if (index + 1 >= segments.Length || segments[index] != "properties"
                || !schema.Properties.TryGetValue(segments[index + 1], out var element))
                return null;
            index += 2;
            while (SchemaReference.TargetOf(element) is null)
            {
                if (index == segments.Length || !element.TryGetObject(segments[index++], out element))
                    return null;
            }

            name = SchemaReference.TargetOf(element)!;
        }

        return null;
    }
}
