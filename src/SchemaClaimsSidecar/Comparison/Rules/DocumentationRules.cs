using static SchemaClaimsSidecar.Comparison.Effects;

namespace SchemaClaimsSidecar.Comparison.Rules;

/// <summary>What changes of OpenAPI documents, the load order and parts that are not known mean to clients.</summary>
internal static class DocumentationRules
{
    private const string Reason = "It tells of the API; what the API does is compared resource by resource.";

    public static readonly ChangeRule PartAdded = new("document-added", Compatible, Reason);

    public static readonly ChangeRule PartRemoved = new("document-removed", Compatible, Reason);

    public static readonly ChangeRule PartChanged = new("document-changed", Compatible, Reason);
}
