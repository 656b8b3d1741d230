using Dms.Client.Snapshots;

namespace Dms.Client.Tests.Integration.Dms2026;

/// <summary>Gives DMS the claim sets of the snapshot in use. What it gives was made before that snapshot came into use.</summary>
public sealed class SnapshotClaimSetProvider(ISnapshots snapshots) : IClaimSetProvider
{
    public Task<IList<ClaimSet>> GetAllClaimSets(string? tenant = null)
    {
        var snapshot = snapshots.Current;
        return snapshot.Claims.AreTooOld
            ? Task.FromException<IList<ClaimSet>>(new InvalidOperationException("The claims are too old to decide by."))
            : Task.FromResult(snapshot.Get<DmsClaimSets>().Of(tenant));
    }
}

/// <summary>The claim sets of a snapshot, by tenant, in the types of DMS. Tenants share those that they have alike.</summary>
public sealed class DmsClaimSets
{
    private readonly Dictionary<Client.Claims.ClaimSet, ClaimSet> _converted = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, IList<ClaimSet>> _byTenant = new(StringComparer.OrdinalIgnoreCase);
    private readonly IList<ClaimSet> _ofNoTenant;

    private DmsClaimSets(DmsSnapshot snapshot)
    {
        _ofNoTenant = Convert(snapshot.Claims.ToClaimSets());
        foreach (var tenant in snapshot.Claims.Tenants)
            _byTenant.Add(tenant, Convert(snapshot.Claims.ToClaimSets(tenant)));
    }

    public static DmsClaimSets Build(DmsSnapshot candidate, DmsSnapshot? current) =>
        current?.Claims == candidate.Claims ? current.Get<DmsClaimSets>() : new DmsClaimSets(candidate);

    public IList<ClaimSet> Of(string? tenant) => tenant is null ? _ofNoTenant : _byTenant.GetValueOrDefault(tenant, []);

    private IList<ClaimSet> Convert(IEnumerable<Client.Claims.ClaimSet> claimSets) => [.. claimSets.Select(Convert)];

    private ClaimSet Convert(Client.Claims.ClaimSet claimSet)
    {
        if (!_converted.TryGetValue(claimSet, out var converted))
            _converted.Add(claimSet, converted = new ClaimSet(claimSet.Name, [.. claimSet.ResourceClaims.Select(Convert)]));
        return converted;
    }

    private static ResourceClaim Convert(Client.Claims.ResourceClaim row) =>
        new(row.Name, row.Action, [.. row.Strategies.Select(name => new AuthorizationStrategy(name))]);
}
