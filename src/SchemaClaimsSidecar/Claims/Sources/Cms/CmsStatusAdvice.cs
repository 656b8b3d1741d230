using System.Net;

namespace SchemaClaimsSidecar.Claims.Sources.Cms;

/// <summary>What an administrator can do about the status of an answer.</summary>
internal static class CmsStatusAdvice
{
    private const string Credentials = "Check Claims:Cms:ClientId, the client's secret and Claims:Cms:Scope.";

    public static string Of(HttpStatusCode status, HttpMethod method) => status switch
    {
        HttpStatusCode.Unauthorized => Credentials,
        HttpStatusCode.BadRequest when method == HttpMethod.Post => Credentials,
        HttpStatusCode.BadRequest => "Check whether the service has tenants (Claims:Cms:MultiTenancy), and whether it knows this one.",
        HttpStatusCode.Forbidden => "Check Claims:Cms:Scope, and whether the client may use it.",
        HttpStatusCode.NotFound => "Check Claims:Cms:BaseUrl and Claims:Cms:ApiVersion, and whether the service has claims at all.",
        >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest =>
            "Redirects are not followed: set Claims:Cms:BaseUrl to where the service is.",
        >= HttpStatusCode.InternalServerError => "Look at the log of the Configuration Service.",
        _ => "Check Claims:Cms:BaseUrl.",
    };
}
