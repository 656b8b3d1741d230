using System.Text.Json.Nodes;

namespace Dms.Client.Tests.Integration.Dms2025;

/// <summary>Stands in for the public interface of DMS of 2025-11.</summary>
public interface IApiSchemaProvider
{
    Guid ReloadId { get; }

    bool IsSchemaValid { get; }

    List<ApiSchemaFailure> ApiSchemaFailures { get; }

    ApiSchemaDocumentNodes GetApiSchemaNodes();

    Task<ApiSchemaLoadStatus> ReloadApiSchemaAsync();

    Task<ApiSchemaLoadStatus> LoadApiSchemaFromAsync(JsonNode coreSchema, JsonNode[] extensionSchemas);
}
