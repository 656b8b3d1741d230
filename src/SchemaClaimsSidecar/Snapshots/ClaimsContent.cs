using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Claims.Metadata;

namespace SchemaClaimsSidecar.Snapshots;

/// <summary>The claims' share of a snapshot.</summary>
internal sealed record ClaimsContent(IReadOnlyList<ManifestInput> Inputs, IReadOnlyList<Part> Parts)
{
    /// <summary>The share of a snapshot in which no claims have been published yet.</summary>
    public static ClaimsContent None { get; } = new([], []);

    public static ClaimsContent Of(CompiledClaims claims) => Of(claims.Inputs, [new TenantClaims(null, claims.ClaimSets)]);

    public static ClaimsContent Of(IReadOnlyList<ManifestInput> inputs, IReadOnlyList<TenantClaims> tenants) =>
        new(inputs, ClaimsParts.Of(tenants));

    public static ClaimsContent Of(Snapshot snapshot) => new(
        [.. snapshot.Manifest.Inputs.Where(IsClaimsInput)],
        [.. snapshot.Parts.Where(part => PartNames.IsClaims(part.Name))]);

    /// <summary>Whether an input's role is one of the claims' own.</summary>
    public static bool IsClaimsInput(ManifestInput input) => input.Role is "claims" or "fragment";
}
