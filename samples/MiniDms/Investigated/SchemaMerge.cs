using System.Text.Json.Nodes;

namespace MiniDms.Investigated;

/// <summary>Merges the extensions of resources into a copy of the core, as DMS's <c>ProvideApiSchemaMiddleware</c>.</summary>
internal static class SchemaMerge
{
    private static readonly string[] Arrays =
        ["dateTimeJsonPaths", "booleanJsonPaths", "numericJsonPaths", "equalityConstraints", "arrayUniquenessConstraints"];

    public static ApiSchemaNodes Merge(ApiSchemaNodes nodes)
    {
        var core = nodes.Core.DeepClone();
        var resources = ApiSchemaNodes.ProjectOf(core)["resourceSchemas"]!.AsObject();
        var extensions = nodes.Extensions.SelectMany(document => ApiSchemaNodes.ProjectOf(document)["resourceSchemas"]!.AsObject());
        foreach (var extension in extensions)
        {
            if (extension.Value?["isResourceExtension"]?.GetValue<bool>() == true && resources[extension.Key] is JsonObject target)
                Merge(target, extension.Value.AsObject());
        }

        return nodes with { Core = core };
    }

    private static void Merge(JsonObject target, JsonObject extension)
    {
        foreach (var array in Arrays)
        {
            foreach (var item in extension[array] as JsonArray ?? [])
                (target[array] as JsonArray)?.Add(item?.DeepClone());
        }

        Copy(target["documentPathsMapping"], extension["documentPathsMapping"]);
        Copy(target["jsonSchemaForInsert"]?["properties"], extension["jsonSchemaForInsert"]?["properties"]);
    }

    // What is there stays; only the extensions of a document itself come together.
    private static void Copy(JsonNode? target, JsonNode? extension)
    {
        foreach (var (name, value) in extension as JsonObject ?? [])
        {
            if (target![name] is null)
                target[name] = value?.DeepClone();
            else if (name == "_ext")
                Replace(target[name]!["properties"], value?["properties"]);
        }
    }

    private static void Replace(JsonNode? target, JsonNode? members)
    {
        foreach (var (name, value) in members as JsonObject ?? [])
            target![name] = value?.DeepClone();
    }
}
