using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.OpenApi;

/// <summary>The fragments of the core's own resources: they and the base document are one text in pieces, so the later piece wins.</summary>
internal static class CoreFragments
{
    public static void Merge(JsonElement fragment, OpenApiAssembly assembly)
    {
        if (fragment.TryGetObject("components", out var components))
            assembly.Components.Replace(components);
        foreach (var schema in fragment.MembersOf("newSchemas").Where(IsPresent))
            assembly.Schemas.Set(schema.Name, schema.Value);
        foreach (var path in fragment.MembersOf("paths").Concat(fragment.MembersOf("newPaths")).Where(IsPresent))
            assembly.Paths[path.Name] = path.Value;
        foreach (var tag in fragment.ItemsOf("tags").Concat(fragment.ItemsOf("newTags")))
            assembly.Tags.TryAdd(tag);
    }

    private static bool IsPresent(JsonProperty member) => member.Value.ValueKind != JsonValueKind.Null;
}
