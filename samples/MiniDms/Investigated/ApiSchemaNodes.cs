using System.Text.Json.Nodes;

namespace MiniDms.Investigated;

/// <summary>The documents of the API schema as they came.</summary>
internal sealed record ApiSchemaNodes(JsonNode Core, IReadOnlyList<JsonNode> Extensions)
{
    public IEnumerable<JsonObject> Projects => [ProjectOf(Core), .. Extensions.Select(ProjectOf)];

    /// <summary>A resource by the names of its project and its own; null when there is none.</summary>
    public JsonObject? FindByName(string project, string resource)
    {
        var found = Projects.FirstOrDefault(schema => schema["projectName"]!.GetValue<string>() == project);
        return found?["resourceNameMapping"]?[resource] is { } endpoint
            ? found["resourceSchemas"]?[endpoint.GetValue<string>()] as JsonObject
            : null;
    }

    public static JsonObject ProjectOf(JsonNode document) => document["projectSchema"]!.AsObject();
}
