using System.Text.Json.Nodes;
using Dms.Client.Snapshots;

namespace Dms.Client.Tests.Integration.Dms2025;

/// <summary>Gives DMS the API schema of the snapshot in use. DMS notices a new one by its <see cref="ReloadId"/>.</summary>
public sealed class SnapshotApiSchemaProvider(ISnapshots snapshots) : IApiSchemaProvider
{
    private static readonly ApiSchemaLoadStatus NotHere =
        new(false, [new ApiSchemaFailure("Configuration", "The API schema comes from the sidecar. Upload it there.")]);

    public Guid ReloadId => Documents.ReloadId;

    public bool IsSchemaValid => true;

    public List<ApiSchemaFailure> ApiSchemaFailures => [];

    private DmsSchemaDocuments Documents => snapshots.Current.Get<DmsSchemaDocuments>();

    public ApiSchemaDocumentNodes GetApiSchemaNodes() => Documents.Nodes;

    public Task<ApiSchemaLoadStatus> ReloadApiSchemaAsync() => Task.FromResult(NotHere);

    public Task<ApiSchemaLoadStatus> LoadApiSchemaFromAsync(JsonNode coreSchema, JsonNode[] extensionSchemas) => Task.FromResult(NotHere);
}
