using System.Diagnostics.CodeAnalysis;
using SchemaClaimsSidecar.Claims.Metadata;

namespace SchemaClaimsSidecar.Claims.Sources;

/// <summary>What a source says of one tenant: its claim sets, or why they could not be had while those of others could.</summary>
internal sealed record TenantAnswer
{
    private TenantAnswer(string? tenant, IReadOnlyList<ClaimSetMetadata>? claimSets, string? failure) =>
        (Tenant, ClaimSets, Failure) = (tenant, claimSets, failure);

    /// <summary>The name of the tenant; null where claims know no tenants.</summary>
    public string? Tenant { get; }

    public IReadOnlyList<ClaimSetMetadata>? ClaimSets { get; }

    public string? Failure { get; }

    [MemberNotNullWhen(true, nameof(ClaimSets))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsUsable => ClaimSets is not null;

    public static TenantAnswer Of(string? tenant, IReadOnlyList<ClaimSetMetadata> claimSets) => new(tenant, claimSets, null);

    public static TenantAnswer Failed(string? tenant, string failure) => new(tenant, null, failure);
}
