using Dms.Client.Snapshots;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dms.Client.Tests.Integration.Dms2026;

/// <summary>Puts the claims of a sidecar in place of the provider of DMS. Call it after DMS has registered its own.</summary>
public static class SnapshotRegistration
{
    public static IServiceCollection UseSnapshots(this IServiceCollection services, Action<DmsSnapshotsOptions> configure)
    {
        services.AddDmsSnapshots(configure)
            .AddSnapshotProjection(DmsClaimSets.Build)
            .AddGate<EffectiveSchemaGate>();
        services.Replace(ServiceDescriptor.Singleton<IClaimSetProvider, SnapshotClaimSetProvider>());
        services.AddHealthChecks().AddDmsSnapshots();
        return services;
    }
}
