using System.Collections.ObjectModel;

namespace Dms.Client.Claims;

/// <summary>
/// A claim set as it stands in a part: its claims in order, each once for every authorization that it refers to. All that is made of
/// it is kept with it, and so shared by the tenants and snapshots that have it.
/// </summary>
internal sealed class ClaimSetContent
{
    private ClaimCatalog? _decidedBy;
    private ActionDecisions[] _decisions = [];

    public ClaimSetContent(string name, IReadOnlyList<GrantedClaim> claims)
    {
        Name = name;
        Claims = claims;
        ClaimSet = new ClaimSet(name, new ReadOnlyCollection<ResourceClaim>([.. claims.SelectMany(ToRows)]));
    }

    public string Name { get; }

    public IReadOnlyList<GrantedClaim> Claims { get; }

    /// <summary>The rows that DMS makes of it.</summary>
    public ClaimSet ClaimSet { get; }

    public bool IsDecidedBy(ClaimCatalog catalog) => ReferenceEquals(_decidedBy, catalog);

    /// <summary>All decisions for it, by the number of the resource claim. Not safe for threads.</summary>
    public ActionDecisions[] DecideBy(ClaimCatalog catalog)
    {
        if (!IsDecidedBy(catalog))
            (_decisions, _decidedBy) = (catalog.Decide(this), catalog);
        return _decisions;
    }

    private static IEnumerable<ResourceClaim> ToRows(GrantedClaim claim) =>
        claim.Grants.Select(grant => new ResourceClaim(claim.Name, grant.Action, grant.Strategies));
}
