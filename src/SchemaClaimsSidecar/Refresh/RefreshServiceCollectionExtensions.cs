using SchemaClaimsSidecar.Claims.Sources;

namespace SchemaClaimsSidecar.Refresh;

/// <summary>Registers what refreshes claims.</summary>
internal static class RefreshServiceCollectionExtensions
{
    /// <summary>
    /// Keeps the claims up to date with the source that is registered; does nothing where there is none. The first refresh comes
    /// after what was added before has started.
    /// </summary>
    public static void AddClaimsRefresh(this IServiceCollection services)
    {
        if (!services.Any(service => service.ServiceType == typeof(IClaimsSource)))
            return;
        services.AddSingleton<RefreshMetrics>();
        services.AddSingleton<RefreshPublication>();
        services.AddSingleton<ClaimsRefresher>();
        services.AddHostedService<RefreshLoop>();
    }
}
