using System.Net;
using System.Text.Json.Nodes;

namespace MiniDms.Tests.Support;

/// <summary>An answer.</summary>
internal sealed record Reply(HttpStatusCode Status, string? ContentType, string? ETag, string? Location, string? TotalCount, string Text)
{
    /// <summary>Whether its length was known when it began.</summary>
    public bool HasLength { get; init; }

    /// <summary>The id of the document that was written.</summary>
    public string Id => Location![(Location!.LastIndexOf('/') + 1)..];

    public JsonNode Json => JsonNode.Parse(Text)!;

    public JsonArray Documents => Json.AsArray();
}
