using System.Collections.Immutable;
using Dms.Client.Schema;

namespace Dms.Client.Claims;

/// <summary>
/// The claims of a snapshot: those of its tenants, or one set of them where tenants are unknown. Immutable; reading from it neither locks
/// nor allocates.
/// </summary>
/// <remarks>
/// Tenants are named as in a URL, ignoring case. Where there are tenants a request without one is decided nothing but
/// <see cref="ClaimOutcome.NoSuchTenant"/>, and so is a request with one where there are none.
/// </remarks>
public sealed class SnapshotClaims
{
    private readonly NameTable<ClaimsMetadata> _byTenant;
    private readonly ClaimsMetadata _otherwise;

    /// <param name="ofNoTenant">The claims where tenants are unknown; null where there are tenants.</param>
    /// <param name="tenants">The tenants, of which no two names are equal, and their claims.</param>
    /// <param name="catalog">What all of them were made with.</param>
    internal SnapshotClaims(
        ClaimsMetadata? ofNoTenant, IReadOnlyCollection<KeyValuePair<string, ClaimsMetadata>> tenants, ClaimCatalog catalog)
    {
        Catalog = catalog;
        Tenants = [.. tenants.Select(tenant => tenant.Key)];
        _byTenant = new NameTable<ClaimsMetadata>(tenants);
        _otherwise = ClaimsMetadata.Always(ClaimDecision.NoSuchTenant, catalog);
        OfNoTenant = ofNoTenant ?? _otherwise;
    }

    private SnapshotClaims(SnapshotClaims tooOld)
    {
        Catalog = tooOld.Catalog;
        Tenants = tooOld.Tenants;
        AreTooOld = true;
        OfNoTenant = _otherwise = ClaimsMetadata.Always(ClaimDecision.ClaimsTooOld, Catalog);
        _byTenant = new NameTable<ClaimsMetadata>([.. Tenants.Select(tenant => KeyValuePair.Create(tenant, _otherwise))]);
    }

    /// <summary>The names of the tenants, in ordinal order; empty where tenants are unknown.</summary>
    public ImmutableArray<string> Tenants { get; }

    /// <summary>
    /// Whether they are older than the owner allows and decide nothing but <see cref="ClaimOutcome.ClaimsTooOld"/>. The same snapshot
    /// with claims that decide is put into use as soon as the sidecar confirms them.
    /// </summary>
    public bool AreTooOld { get; }

    /// <summary>What requests without a tenant are decided by.</summary>
    internal ClaimsMetadata OfNoTenant { get; }

    internal ClaimCatalog Catalog { get; }

    /// <summary>The claims of a tenant.</summary>
    /// <param name="tenant">The tenant; null where tenants are unknown.</param>
    /// <returns>The claims; null when there is no such tenant.</returns>
    public ClaimsMetadata? ForTenant(string? tenant) =>
        tenant is null ? Tenants.IsEmpty ? OfNoTenant : null
        : _byTenant.TryGetValue(tenant, out var claims) ? claims : null;

    /// <summary>Whether a claim set may do something with a resource.</summary>
    /// <param name="tenant">The tenant of the request; null where tenants are unknown.</param>
    /// <param name="claimSet">The name of the claim set as in the client's token.</param>
    /// <param name="resourceClaim">The URI of the resource claim (<see cref="ResourceSchema.ResourceClaimUri"/>).</param>
    /// <param name="action">The action.</param>
    public ClaimDecision Decide(string? tenant, string claimSet, string resourceClaim, ResourceAction action) =>
        Of(tenant).Decide(claimSet, resourceClaim, action);

    /// <summary>
    /// The claim sets of a tenant in the shape that DMS keeps. They were made before the snapshot came into use: every call returns the
    /// same lists, and tenants share those of the claim sets that they have alike.
    /// </summary>
    /// <param name="tenant">The tenant; null where tenants are unknown.</param>
    /// <returns>The claim sets; none when there is no such tenant, and none when they are too old.</returns>
    public IReadOnlyList<ClaimSet> ToClaimSets(string? tenant = null) => Of(tenant).ToClaimSets();

    /// <summary>The claims that decide for a tenant, also for one that is not there.</summary>
    internal ClaimsMetadata Of(string? tenant) =>
        tenant is null ? OfNoTenant
        : _byTenant.TryGetValue(tenant, out var claims) ? claims : _otherwise;

    /// <summary>The same claims, refusing everything.</summary>
    internal SnapshotClaims AsTooOld() => new(this);
}
