using Dms.Client.Claims;
using MiniDms.Clients;
using MiniDms.Documents;
using MiniDms.Serving;

namespace MiniDms.Sidecar;

/// <summary>Serves from the snapshot that the request is pinned to.</summary>
internal sealed class SidecarDms(SidecarWrites writes, SidecarReads reads) : IDms
{
    public IResource? FindResource(HttpContext context, Pipeline pipeline, string project, string endpoint)
    {
        var snapshot = context.GetDmsSnapshot();
        return snapshot.Schema.FindResource(project, endpoint) is { IsResourceExtension: false } resource
            ? new SnapshotResource(snapshot.Schema, resource, snapshot.Get<ResourceValidators>(resource))
            : null;
    }

    public ValueTask<Access> DecideAsync(HttpContext context, ApiClient client, IResource resource, ResourceAction action)
    {
        var decision = context.GetDmsSnapshot().Decide(client.ClaimSet, ((SnapshotResource)resource).Schema, action);
        var problem = decision.ToProblem(DmsBehavior.Dms2025, client.ClaimSet, resource.ResourceName, action);
        return ValueTask.FromResult(new Access(
            decision.Strategies, decision,
            problem is null ? null : new Answer(problem.Status, problem.ToJson(context.TraceIdentifier), problem.ContentType)));
    }

    public Task<Answer> UpsertAsync(DocumentRequest request) => writes.UpsertAsync(request);

    public Task<Answer> UpdateAsync(DocumentRequest request) => writes.UpdateAsync(request);

    public Task<Answer> GetAsync(DocumentRequest request) => reads.GetAsync(request);

    public Task<Answer> DeleteAsync(DocumentRequest request) => writes.DeleteAsync(request);

    public Task<Answer?> QueryAsync(DocumentRequest request) => reads.QueryAsync(request);

    public ReadOnlyMemory<byte>? Metadata(HttpContext context, MetadataKind kind)
    {
        var schema = context.GetDmsSnapshot().Schema;
        var json = kind switch
        {
            MetadataKind.Resources => schema.ResourcesOpenApi,
            MetadataKind.Descriptors => schema.DescriptorsOpenApi,
            _ => schema.Dependencies,
        };
        // Not by a conditional operator, of which a null would become an empty memory.
        if (json is null)
            return null;
        return json.Utf8;
    }
}
