using System.Text.Json.Nodes;

namespace Dms.Client.Tests.Integration.Dms2025;

/// <summary>Stands in for the public type of DMS.</summary>
public sealed record ApiSchemaDocumentNodes(JsonNode CoreApiSchemaRootNode, JsonNode[] ExtensionApiSchemaRootNodes);
