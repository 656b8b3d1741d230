using System.Text.Json.Nodes;
using SchemaGeneration.Documents;

namespace SchemaGeneration;

/// <summary>The documents of an API schema, as the bytes of files.</summary>
/// <param name="Core">The core document.</param>
/// <param name="Extensions">The extension documents.</param>
public sealed record GeneratedSchema(byte[] Core, IReadOnlyList<byte[]> Extensions)
{
    /// <summary>The same core with the JSON schema of one resource changed, and nothing else.</summary>
    public MutatedCore MutateResource(int seed)
    {
        var document = JsonNode.Parse(Core)!;
        var resources = document["projectSchema"]!["resourceSchemas"]!.AsObject();
        var endpoint = resources.ElementAt(new Random(seed).Next(resources.Count)).Key;
        var properties = resources[endpoint]!["jsonSchemaForInsert"]!["properties"]!.AsObject();
        properties[$"addedBySeed{unchecked((uint)seed)}"] = Json.Object(("description", "A property that came later."), ("type", "string"));
        return new MutatedCore(Json.ToBytes(document), endpoint);
    }
}
