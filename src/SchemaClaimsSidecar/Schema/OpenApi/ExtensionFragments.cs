using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.OpenApi;

/// <summary>The fragments of an extension's resources: new paths, schemas and tags. What is there already stays as it is.</summary>
internal static class ExtensionFragments
{
    public static void Merge(JsonElement fragment, FragmentSource source, OpenApiAssembly assembly)
    {
        AddPaths(fragment, "paths", source, assembly);
        AddPaths(fragment, "newPaths", source, assembly);
        if (fragment.TryGetObject("components", out var components))
        {
            AddSchemas(components, "schemas", source.Of("components"), assembly);
            assembly.Components.AddOthers(components);
        }

        AddSchemas(fragment, "newSchemas", source, assembly);
        AddTags(fragment, "tags", source, assembly);
        AddTags(fragment, "newTags", source, assembly);
    }

    private static void AddPaths(JsonElement fragment, string member, FragmentSource source, OpenApiAssembly assembly)
    {
        foreach (var path in fragment.MembersOf(member))
        {
            if (path.Value.ValueKind != JsonValueKind.Object)
            {
                assembly.Problems.Add(source.Of(member, path.Name).Problem(
                    OpenApiRules.Shape, $"The path '{path.Name}' is not described by an object; it was left out."));
            }
            else if (!assembly.Paths.TryAdd(path.Name, path.Value))
            {
                assembly.Problems.Add(source.Of(member, path.Name).Problem(
                    OpenApiRules.PathOnce, $"The path '{path.Name}' is described already; this description was left out."));
            }
        }
    }

    private static void AddSchemas(JsonElement owner, string member, FragmentSource source, OpenApiAssembly assembly)
    {
        foreach (var schema in owner.MembersOf(member))
        {
            if (schema.Value.ValueKind != JsonValueKind.Object)
            {
                assembly.Problems.Add(source.Of(member, schema.Name).Problem(
                    OpenApiRules.Shape, $"The schema '{schema.Name}' is not an object; it was left out."));
            }
            else if (!assembly.Schemas.TryAdd(schema.Name, new ComponentSchema(schema.Value)))
            {
                assembly.Problems.Add(source.Of(member, schema.Name).Problem(
                    OpenApiRules.SchemaOnce, $"The schema '{schema.Name}' is described already; this description was left out."));
            }
        }
    }

    private static void AddTags(JsonElement fragment, string member, FragmentSource source, OpenApiAssembly assembly)
    {
        var index = 0;
        foreach (var tag in fragment.ItemsOf(member))
        {
            if (!assembly.Tags.TryAdd(tag))
            {
                assembly.Problems.Add(source.Of(member, $"{index}").Problem(
                    OpenApiRules.Shape, "A tag without a name was left out."));
            }

            index++;
        }
    }
}
