using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Hosting;
using SchemaClaimsSidecar.Refresh;
using SchemaClaimsSidecar.Retention;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Storage.Postgres;

namespace SchemaClaimsSidecar.Fleet;

/// <summary>Registers the store that sidecars share, and what follows it.</summary>
internal static class FleetServiceCollectionExtensions
{
    private const string CopyFolder = "copy";

    /// <summary>What is served comes from the local copy, and from the store once that answers.</summary>
    public static void AddSharedStore(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<StoreOptions>>().Value.Postgres);
        services.AddLocalCopy();
        services.AddSingleton(provider => PostgresStoreOpener.Create(
            provider.GetRequiredService<PostgresStoreOptions>(),
            provider.GetRequiredService<LocalCopy>().Releases is [.., var newest] ? newest : null,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PostgresStore>>()));
        services.AddSingleton<FleetStanding>();
        services.AddSingleton<SharedStoreStatus>();
        services.AddSingleton<FleetMetrics>();
        services.AddSingleton<StoreFollower>();
        services.AddSingleton<SharedStore>();
        services.AddSingleton<IReleaseStore>(provider => provider.GetRequiredService<SharedStore>());
        services.AddSingleton<EpochAcceptance>();
        services.AddSingleton<RefreshTurn>();
        services.AddSingleton<IRefreshPeers>(provider => provider.GetRequiredService<RefreshTurn>());
        services.AddSingleton<IReleasesInUse, ReleasesInUse>();
        services.AddHostedService<FollowerLoop>();
        services.AddHostedService<StoreSession>();
    }

    /// <summary>What is offered is kept on a disk of the sidecar's own.</summary>
    public static void AddLocalCopy(this IServiceCollection services) => services.AddSingleton(provider => LocalCopy.Open(
        Path.Combine(provider.GetRequiredService<IOptions<StoreOptions>>().Value.Folder, CopyFolder),
        provider.GetRequiredService<ILogger<LocalCopy>>()));
}
