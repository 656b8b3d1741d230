using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Schema.Merging;

/// <summary>Where the merge of one extension resource reports what it refuses.</summary>
internal sealed class MergeReport(ProblemList problems, string extensionEndpoint, string resourceName)
{
    private readonly string _pointer = JsonPointer.Of(ProjectDocument.ResourceSchemasPointer, extensionEndpoint);

    /// <summary>The resource of the core that is extended.</summary>
    public string ResourceName { get; } = resourceName;

    /// <summary>Reports at a place below the extension resource.</summary>
    public void Refuse(string rule, string message, params ReadOnlySpan<object> place) =>
        problems.Error(JsonPointer.Of(_pointer, place), rule, message);
}
