namespace SchemaClaimsSidecar.Schema.Merging;

/// <summary>Which object of a resource is being merged, and which of its keys the extension changes in another way.</summary>
internal sealed record ObjectPlace(MergeReport Report, string[] Path, IReadOnlySet<string>? Overridden = null)
{
    public void Refuse(string key, string message) => Report.Refuse("merge-duplicate-key", message, [.. Path, key]);
}
