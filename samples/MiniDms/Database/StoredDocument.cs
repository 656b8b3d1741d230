using System.Text.Json.Nodes;

namespace MiniDms.Database;

/// <summary>A document as it is stored.</summary>
internal sealed record StoredDocument(long Id, short Partition, Guid Uuid, byte[] Body)
{
    public string ETag => ToNode()["_etag"]?.ToString() ?? "";

    public JsonObject ToNode() => JsonNode.Parse(Body)!.AsObject();
}
