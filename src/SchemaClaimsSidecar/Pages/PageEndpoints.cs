using SchemaClaimsSidecar.Pages.Assets;
using SchemaClaimsSidecar.Pages.History;
using SchemaClaimsSidecar.Pages.Overview;
using SchemaClaimsSidecar.Pages.Permissions;
using SchemaClaimsSidecar.Pages.Publishing;
using SchemaClaimsSidecar.Pages.Records;
using SchemaClaimsSidecar.Pages.SignIn;

namespace SchemaClaimsSidecar.Pages;

/// <summary>The web page: what administrators see and do in a browser.</summary>
internal static class PageEndpoints
{
    public static void AddPages(this IServiceCollection services)
    {
        services.AddSingleton<PageActs>();
        services.AddSingleton<OverviewReader>();
        services.AddSingleton<UploadedFormReader>();
        services.AddSingleton<UploadActs>();
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        AssetEndpoints.Map(endpoints);
        SignInEndpoints.Map(endpoints);
        OverviewEndpoints.Map(endpoints);
        ReleaseEndpoints.Map(endpoints);
        ClaimsEndpoints.Map(endpoints);
        UploadEndpoints.Map(endpoints);
        AuditEndpoints.Map(endpoints);
    }
}
