namespace Dms.Client.Schema;

/// <summary>What a part <c>openapi/fragments/…</c> says: the OpenAPI of one project, in pieces.</summary>
internal sealed record OpenApiFragments(
    RawJson? BaseDocuments, IReadOnlyDictionary<string, RawJson> AbstractResources, IReadOnlyDictionary<string, RawJson> Resources)
{
    public static OpenApiFragments None { get; } =
        new(null, new Dictionary<string, RawJson>(), new Dictionary<string, RawJson>());
}
