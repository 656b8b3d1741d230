using System.Text.Json.Nodes;

namespace MiniDms.Investigated;

/// <summary>
/// The documents of the API schema. As DMS's <c>ApiSchemaProvider</c>: every read takes the lock that a reload holds while it reads and
/// parses files (finding 1).
/// </summary>
internal sealed class ApiSchemaProvider(string core, IReadOnlyList<string> extensions)
{
    private readonly Lock _reloadLock = new();
    private ApiSchemaNodes? _nodes;
    private Guid _reloadId = Guid.NewGuid();

    /// <summary>Changes with each reload and upload.</summary>
    public Guid ReloadId
    {
        get
        {
            lock (_reloadLock)
                return _reloadId;
        }
    }

    public ApiSchemaNodes GetNodes()
    {
        lock (_reloadLock)
            return _nodes ??= Read();
    }

    /// <summary>Reads the files again.</summary>
    public void Reload()
    {
        lock (_reloadLock)
            Use(Read());
    }

    /// <summary>Takes other documents, until the next reload.</summary>
    public void Load(JsonNode coreNode, IReadOnlyList<JsonNode> extensionNodes)
    {
        lock (_reloadLock)
            Use(new ApiSchemaNodes(coreNode, extensionNodes));
    }

    private void Use(ApiSchemaNodes nodes) => (_nodes, _reloadId) = (nodes, Guid.NewGuid());

    private ApiSchemaNodes Read() => new(Parse(core), [.. extensions.Select(Parse)]);

    private static JsonNode Parse(string file) => JsonNode.Parse(File.ReadAllBytes(file))!;
}
