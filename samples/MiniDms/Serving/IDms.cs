using Dms.Client.Claims;
using MiniDms.Clients;
using MiniDms.Documents;

namespace MiniDms.Serving;

/// <summary>What the routes need; one implementation for each way to serve.</summary>
internal interface IDms
{
    /// <summary>The resource; null when the schema does not know it.</summary>
    IResource? FindResource(HttpContext context, Pipeline pipeline, string project, string endpoint);

    /// <summary>What the claims say.</summary>
    ValueTask<Access> DecideAsync(HttpContext context, ApiClient client, IResource resource, ResourceAction action);

    Task<Answer> UpsertAsync(DocumentRequest request);

    Task<Answer> UpdateAsync(DocumentRequest request);

    Task<Answer> GetAsync(DocumentRequest request);

    Task<Answer> DeleteAsync(DocumentRequest request);

    /// <summary>Answers a query.</summary>
    /// <returns>The refusal; null when the page was written.</returns>
    Task<Answer?> QueryAsync(DocumentRequest request);

    /// <summary>A document under <c>/metadata</c>, as JSON; null when there is none.</summary>
    ReadOnlyMemory<byte>? Metadata(HttpContext context, MetadataKind kind);
}
