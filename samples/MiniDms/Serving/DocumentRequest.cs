using System.Text.Json.Nodes;
using MiniDms.Clients;
using MiniDms.Documents;

namespace MiniDms.Serving;

/// <summary>A request that the claims let through.</summary>
internal sealed record DocumentRequest(HttpContext Context, ApiClient Client, IResource Resource, Access Access)
{
    /// <summary>The valid body of a write; empty otherwise.</summary>
    public JsonObject Body { get; init; } = [];

    /// <summary>What the body says of itself; null unless there is one.</summary>
    public DocumentInfo? Info { get; init; }

    /// <summary>The document; empty where the request names none.</summary>
    public Guid Uuid { get; init; }

    /// <summary>The tag that a stored document must have; null for any.</summary>
    public string? IfMatch => Context.Request.Headers.IfMatch is [{ } tag, ..] && tag != "*" ? tag.Trim('"') : null;

    public CancellationToken Aborted => Context.RequestAborted;
}
