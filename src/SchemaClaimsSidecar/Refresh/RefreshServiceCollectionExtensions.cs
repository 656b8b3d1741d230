using SchemaClaimsSidecar.Claims.Sources;

namespace SchemaClaimsSidecar.Refresh;

/// <summary>Registers what refreshes claims.</summary>
internal static class RefreshServiceCollectionExtensions
{
    /// <summary>Keeps the claims up to date with their source; does nothing where they come by upload.</summary>
    public static void AddClaimsRefresh(this IServiceCollection services, ClaimsSourceKind source)
    {
        if (source == ClaimsSourceKind.Upload)
            return;
        services.AddSingleton<RefreshMetrics>();
        services.AddSingleton<RefreshPublication>();
        services.AddSingleton<ClaimsRefresher>();
        services.AddHostedService<RefreshLoop>();
    }
}
