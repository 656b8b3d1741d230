using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Pages.Markup;

namespace SchemaClaimsSidecar.Pages.Permissions;

/// <summary>Where a question about permissions is put.</summary>
internal static class QuestionForm
{
    private static readonly string[] Actions = ["Create", "Read", "Update", "Delete", "ReadChanges"];

    public static Html Of(ClaimsQuestion question, IReadOnlyList<TenantClaims> tenants, TenantClaims claims) => Html.Of(
        $"""
        <form class="panel question" method="get" action="/claims" role="search" aria-label="Permissions">
        {Html.When(claims.Tenant is not null, () => Tenants(tenants, claims))}
        <div><label for="claim-set">Claim set</label>
        <input id="claim-set" name="claimSet" value="{question.ClaimSet}" list="claim-sets" autocomplete="off" placeholder="any">
        <datalist id="claim-sets">{claims.ClaimSets.Select(claimSet => Html.Of($"""<option value="{claimSet.Name}">"""))}</datalist></div>
        <div><label for="action">Action</label>
        <select id="action" name="action"><option value="">any</option>
        {Actions.Select(action => Option(action, question.Action))}</select></div>
        <div><label for="resource">Resource claim</label>
        <input id="resource" name="resource" value="{question.Resource}" autocomplete="off" placeholder="student"></div>
        <button>May it?</button>
        </form>
        """);

    private static Html Tenants(IReadOnlyList<TenantClaims> tenants, TenantClaims claims) => Html.Of(
        $"""
        <div><label for="tenant">Tenant</label>
        <select id="tenant" name="tenant">{tenants.Select(tenant => Option(tenant.Tenant!, claims.Tenant!))}</select></div>
        """);

    private static Html Option(string value, string chosen) => value.Equals(chosen, StringComparison.OrdinalIgnoreCase)
        ? Html.Of($"""<option value="{value}" selected>{value}</option>""")
        : Html.Of($"""<option value="{value}">{value}</option>""");
}
