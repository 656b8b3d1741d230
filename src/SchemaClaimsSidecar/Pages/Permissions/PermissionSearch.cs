using SchemaClaimsSidecar.Claims.Metadata;

namespace SchemaClaimsSidecar.Pages.Permissions;

/// <summary>Finds what is asked for in the claims of a tenant.</summary>
internal static class PermissionSearch
{
    public static IReadOnlyList<Permission> Find(TenantClaims claims, ClaimsQuestion question)
    {
        var found = claims.ClaimSets
            .Where(claimSet => question.ClaimSet.Length == 0 || Same(claimSet.Name, question.ClaimSet))
            .SelectMany(Permissions)
            .Where(permission => question.Action.Length == 0 || Same(permission.Action, question.Action))
            .Where(permission => Resembles(permission.Claim, question.Resource))
            .ToArray();

        // Whoever says "student" means it, and not all that is about students.
        var meant = Array.FindAll(found, permission => Means(permission.Claim, question.Resource));
        return meant.Length > 0 ? meant : found;
    }

    /// <summary>What a claim is about: the last segment of its URI.</summary>
    public static string ShortName(string claim) => claim[(claim.LastIndexOf('/') + 1)..];

    private static IEnumerable<Permission> Permissions(ClaimSetMetadata claimSet) =>
        from claim in claimSet.Claims
        from action in claimSet.Authorizations[claim.AuthorizationId - 1].Actions.ToArray()
        select new Permission(claimSet.Name, claim.Name, action.Action, action.Strategies.Names);

    private static bool Resembles(string claim, string resource) =>
        claim.Contains(resource, StringComparison.OrdinalIgnoreCase) || Means(claim, resource);

    // The API names resources in the plural, claims in the singular.
    private static bool Means(string claim, string resource) =>
        Same(claim, resource) || Same(ShortName(claim), resource) || Same(ShortName(claim) + "s", resource)
        || (claim.EndsWith('y') && Same(ShortName(claim)[..^1] + "ies", resource));

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
