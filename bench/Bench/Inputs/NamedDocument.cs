using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Documents;

namespace Bench.Inputs;

/// <summary>A document that is going to be uploaded: nothing has been computed from its bytes yet.</summary>
internal sealed record NamedDocument(string Name, byte[] Content)
{
    public NamedDocument Change(Action<JsonNode> change)
    {
        var root = JsonNode.Parse(Content)!;
        change(root);
        using var buffer = new MemoryStream();
        using (var json = new System.Text.Json.Utf8JsonWriter(buffer))
            root.WriteTo(json);
        return this with { Content = buffer.ToArray() };
    }

    public InputDocument ToInput() => InputDocument.Of(Name, Content);
}
