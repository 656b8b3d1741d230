using Dms.Client.Snapshots;

namespace Dms.Client.Tests.Integration.Dms2025;

/// <summary>Gives DMS the claim sets of the snapshot in use. What it gives was made before that snapshot came into use.</summary>
public sealed class SnapshotClaimSetProvider(ISnapshots snapshots) : IClaimSetProvider
{
    public Task<IList<ClaimSet>> GetAllClaimSets()
    {
        var snapshot = snapshots.Current;
        return snapshot.Claims.AreTooOld
            ? Task.FromException<IList<ClaimSet>>(new InvalidOperationException("The claims are too old to decide by."))
            : Task.FromResult(snapshot.Get<DmsClaimSets>().ClaimSets);
    }
}

/// <summary>The claim sets of a snapshot in the types of DMS.</summary>
public sealed record DmsClaimSets(IList<ClaimSet> ClaimSets)
{
    public static DmsClaimSets Build(DmsSnapshot candidate, DmsSnapshot? current) =>
        current?.Claims == candidate.Claims
            ? current.Get<DmsClaimSets>()
            : new DmsClaimSets([.. candidate.Claims.ToClaimSets().Select(claimSet => new ClaimSet(claimSet.Name, ToRows(claimSet.ResourceClaims)))]);

    private static List<ResourceClaim> ToRows(IEnumerable<Client.Claims.ResourceClaim> rows) =>
        [.. rows.Select(row => new ResourceClaim(row.Name, row.Action, [.. row.Strategies.Select(name => new AuthorizationStrategy(name))]))];
}
