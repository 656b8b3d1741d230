namespace Dms.Client.Claims;

/// <summary>A claim set as it stands in the part: its claims in order, each once for every authorization that it refers to.</summary>
internal sealed record ClaimSetContent(string Name, IReadOnlyList<GrantedClaim> Claims)
{
    /// <summary>The rows that DMS makes of it.</summary>
    public ClaimSet ToClaimSet()
    {
        var rows = new List<ResourceClaim>();
        foreach (var claim in Claims)
        {
            foreach (var grant in claim.Grants)
                rows.Add(new ResourceClaim(claim.Name, grant.Action, grant.Strategies));
        }

        return new ClaimSet(Name, rows);
    }
}
