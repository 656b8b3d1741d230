using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Pages.Markup;

namespace SchemaClaimsSidecar.Pages.Permissions;

/// <summary>The claim sets of a tenant.</summary>
internal static class ClaimSetList
{
    public static Html Of(TenantClaims claims) => Html.Of(
        $"""
        <section aria-labelledby="claim-sets-heading">
        <h2 id="claim-sets-heading">Claim sets</h2>
        <div class="scroll" role="region" aria-label="Claim sets" tabindex="0"><table>
        <thead><tr><th scope="col">Claim set</th><th scope="col">Resource claims</th></tr></thead>
        <tbody>{claims.ClaimSets.OrderBy(claimSet => claimSet.Name, StringComparer.OrdinalIgnoreCase)
            .Select(claimSet => Row(claims, claimSet))}</tbody>
        </table></div>
        </section>
        """);

    private static Html Row(TenantClaims claims, ClaimSetMetadata claimSet) => Html.Of(
        $"""
        <tr><th scope="row"><a href="{Link(claims.Tenant, claimSet.Name)}">{claimSet.Name}</a></th>
        <td class="number">{claimSet.Claims.Select(claim => claim.Name).Distinct().Count()}</td></tr>
        """);

    private static string Link(string? tenant, string claimSet) =>
        $"/claims?claimSet={Uri.EscapeDataString(claimSet)}" + (tenant is null ? "" : $"&tenant={Uri.EscapeDataString(tenant)}");
}
