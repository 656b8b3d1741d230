namespace SchemaClaimsSidecar.Claims.Hierarchy;

/// <summary>Warns of what a hierarchy says validly but hardly as meant.</summary>
internal static class HierarchyReview
{
    public static void Review(ClaimsDocument claims)
    {
        var review = new Walk(new HashSet<string>(claims.ClaimSets, StringComparer.OrdinalIgnoreCase));
        foreach (var root in claims.Roots)
            review.Visit(root);
    }

    private sealed class Walk(HashSet<string> claimSets)
    {
        private readonly HashSet<string> _resources = new(StringComparer.OrdinalIgnoreCase);

        public void Visit(Claim claim)
        {
            foreach (var grants in claim.ClaimSets)
            {
                if (claimSets.Add(grants.ClaimSet))
                {
                    claim.Origin.Warn(
                        "undeclared-claim-set",
                        $"'{grants.ClaimSet}' is granted something here, but is not among 'claimSets': no client can have it.");
                }
            }

            if (claim.IsLeaf && !_resources.Add(claim.Name))
            {
                claim.Origin.Warn(
                    "duplicate-claim",
                    $"'{claim.Name}' stands in the hierarchy more than once. DMS may answer 500 for it.");
            }

            foreach (var child in claim.Children ?? [])
                Visit(child);
        }
    }
}
