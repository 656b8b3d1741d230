using Dms.Client.Claims;
using MiniDms.Clients;
using MiniDms.Documents;
using MiniDms.Serving;

namespace MiniDms.Investigated;

/// <summary>Serves as the concurrency investigation found DMS of 2025-11 to do it.</summary>
internal sealed class InvestigatedDms : IDms
{
    private readonly ApiSchemaProvider _schema;
    private readonly ClaimsCheck _claims;
    private readonly InvestigatedWrites _writes;
    private readonly InvestigatedReads _reads;
    private readonly Dictionary<Pipeline, VersionedLazy<ApiSchemaNodes>> _pipelines;

    public InvestigatedDms(ApiSchemaProvider schema, ClaimsCheck claims, InvestigatedWrites writes, InvestigatedReads reads)
    {
        (_schema, _claims, _writes, _reads) = (schema, claims, writes, reads);
        _pipelines = Enum.GetValues<Pipeline>().ToDictionary(
            pipeline => pipeline,
            _ => new VersionedLazy<ApiSchemaNodes>(() => SchemaMerge.Merge(schema.GetNodes()), () => schema.ReloadId));
    }

    public IResource? FindResource(HttpContext context, Pipeline pipeline, string project, string endpoint) =>
        NodeResource.Find(_pipelines[pipeline].Value, project, endpoint);

    public ValueTask<Access> DecideAsync(HttpContext context, ApiClient client, IResource resource, ResourceAction action) =>
        _claims.DecideAsync(context, client, (NodeResource)resource, action);

    public Task<Answer> UpsertAsync(DocumentRequest request) => _writes.UpsertAsync(request);

    public Task<Answer> UpdateAsync(DocumentRequest request) => _writes.UpdateAsync(request);

    public Task<Answer> GetAsync(DocumentRequest request) => _reads.GetAsync(request);

    public Task<Answer> DeleteAsync(DocumentRequest request) => _writes.DeleteAsync(request);

    public Task<Answer?> QueryAsync(DocumentRequest request) => _reads.QueryAsync(request);

    public ReadOnlyMemory<byte>? Metadata(HttpContext context, MetadataKind kind) => kind switch
    {
        MetadataKind.Resources => SchemaMetadata.OpenApi(_schema.GetNodes(), "resources"),
        MetadataKind.Descriptors => SchemaMetadata.OpenApi(_schema.GetNodes(), "descriptors"),
        _ => SchemaMetadata.Dependencies(_schema.GetNodes()),
    };
}
