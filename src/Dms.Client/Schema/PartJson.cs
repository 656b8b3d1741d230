using System.Text.Json;

namespace Dms.Client.Schema;

/// <summary>How parts are parsed: in place, without a copy, and as deep as the sidecar accepts.</summary>
internal static class PartJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 512 };

    /// <exception cref="JsonException">The content is no JSON, or no object.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> content)
    {
        var document = JsonDocument.Parse(content, Options);
        if (document.RootElement.ValueKind == JsonValueKind.Object)
            return document;
        document.Dispose();
        throw new JsonException("It is no JSON object.");
    }
}
