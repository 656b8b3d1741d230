using Dms.Client.Snapshots;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dms.Client.Tests.Integration.Dms2025;

/// <summary>Puts the snapshots of a sidecar in place of the providers of DMS. Call it after DMS has registered its own.</summary>
public static class SnapshotRegistration
{
    public static IServiceCollection UseSnapshots(this IServiceCollection services, Action<DmsSnapshotsOptions> configure)
    {
        services.AddDmsSnapshots(configure)
            .AddSnapshotProjection(DmsClaimSets.Build)
            .AddSnapshotProjection(DmsSchemaDocuments.Build);
        services.Replace(ServiceDescriptor.Singleton<IClaimSetProvider, SnapshotClaimSetProvider>());
        services.Replace(ServiceDescriptor.Singleton<IApiSchemaProvider, SnapshotApiSchemaProvider>());
        services.AddHealthChecks().AddDmsSnapshots();
        return services;
    }
}
