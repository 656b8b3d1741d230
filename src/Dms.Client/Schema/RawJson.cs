using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dms.Client.Schema;

/// <summary>JSON kept as the bytes that it came in. The bytes never change and may be shared, cached and sent as they are.</summary>
public sealed class RawJson
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 512 };

    internal RawJson(ReadOnlyMemory<byte> utf8) => Utf8 = utf8;

    /// <summary>The JSON in UTF-8, without a byte order mark.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Parses the JSON into a new tree of the caller's own, at every call: not for a request, but for a projection.</summary>
    /// <returns>The tree; null when the JSON is <c>null</c>.</returns>
    /// <exception cref="JsonException">The bytes are no JSON.</exception>
    public JsonNode? ToNode() => JsonNode.Parse(Utf8.Span, documentOptions: Deep);

    /// <summary>Parses the JSON into a new element, at every call: not for a request, but for a projection.</summary>
    /// <exception cref="JsonException">The bytes are no JSON.</exception>
    public JsonElement ToElement()
    {
        using var document = JsonDocument.Parse(Utf8, Deep);
        return document.RootElement.Clone();
    }

    /// <summary>The JSON as text, made at every call.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);
}
