using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Snapshots;

namespace SchemaClaimsSidecar.Claims.Metadata;

/// <summary>Reads back what <see cref="ClaimsParts"/> wrote.</summary>
internal static class PublishedClaims
{
    /// <summary>The claims of every tenant, by name; empty when the snapshot has none.</summary>
    /// <exception cref="InvalidDataException">A part holds something else.</exception>
    public static IReadOnlyList<TenantClaims> Of(Snapshot? snapshot)
    {
        var parts = snapshot?.Parts.Where(part => PartNames.IsClaims(part.Name)).ToArray() ?? [];
        if (Array.Find(parts, part => part.Name == PartNames.Claims) is { } only)
            return [new TenantClaims(null, Read(only, []))];
        var shared = Array.Find(parts, part => part.Name == PartNames.SharedClaims) is { } part ? Read(part, []) : [];
        return [.. parts.Where(part => part.Name != PartNames.SharedClaims).Select(part => new TenantClaims(TenantOf(part), Read(part, shared)))];
    }

    /// <summary>The tenants that a snapshot has claims for, by name, without reading the claims.</summary>
    public static IEnumerable<string> TenantsOf(Snapshot? snapshot) =>
        snapshot?.Parts.Select(TenantOf).Where(tenant => tenant.Length > 0) ?? [];

    private static string TenantOf(Part part) => PartNames.IsClaimsOf(part.Name, out var tenant) ? tenant : "";

    private static IReadOnlyList<ClaimSetMetadata> Read(Part part, IReadOnlyList<ClaimSetMetadata> shared)
    {
        var problems = new ProblemList(part.Name);
        return new MetadataReader(problems, shared).Read(new InputDocument(part.Name, part.Digest, part.Content))
            ?? throw new InvalidDataException($"The part '{part.Name}' cannot be read: {problems.List().First().Message}");
    }
}
