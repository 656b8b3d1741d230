using SchemaClaimsSidecar.Access;
using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Pages.Markup;

namespace SchemaClaimsSidecar.Pages.Permissions;

/// <summary>Who may do what in the current release.</summary>
internal static class ClaimsEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/claims", Show).Require(Right.Read);

    private static PageResult Show(HttpContext context, ReleaseHub hub)
    {
        var question = ClaimsQuestion.Of(context.Request);
        var tenants = PublishedClaims.Of(hub.Current?.Snapshot);
        var claims = tenants.FirstOrDefault(
            tenant => string.Equals(tenant.Tenant ?? "", question.Tenant, StringComparison.OrdinalIgnoreCase)) ?? tenants.FirstOrDefault();
        return new PageResult(new Page("Claims", PageArea.Claims, claims is null
            ? Html.Of($"""<p class="hint">The current release has no claims.</p>""")
            : Html.Of(
                $"""
                <p class="hint">Of release {(ulong)hub.Current!.Release.Position.Generation}, as DMS applies them.</p>
                {QuestionForm.Of(question, tenants, claims)}
                {(question.IsAsked ? PermissionAnswer.Of(question, PermissionSearch.Find(claims, question)) : ClaimSetList.Of(claims))}
                """)));
    }
}
