using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Claims.Sources;

namespace SchemaClaimsSidecar.Tests.Claims.Sources;

/// <summary>What stands in an answer.</summary>
internal static class AnswerAssert
{
    /// <summary>The claim sets of the only tenant, which has no name.</summary>
    public static IReadOnlyList<ClaimSetMetadata> WithoutTenants(ClaimsAnswer answer)
    {
        var only = Assert.Single(answer.Tenants);
        Assert.Null(only.Tenant);
        Assert.True(only.IsUsable, only.Failure);
        return only.ClaimSets;
    }

    /// <summary>Each tenant with the names of its claim sets, or with a <c>!</c> when it failed.</summary>
    public static void Tenants(ClaimsAnswer answer, params string[] expected) =>
        Assert.Equal(expected, answer.Tenants.Select(tenant =>
            $"{tenant.Tenant}: {(tenant.IsUsable ? string.Join(",", tenant.ClaimSets.Select(claimSet => claimSet.Name)) : "!")}"));
}
