using Microsoft.Extensions.Options;
using SchemaClaims.Contracts.Following;
using SchemaClaimsSidecar.Claims.Sources;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Fleet;
using SchemaClaimsSidecar.Hosting;
using SchemaClaimsSidecar.Signing;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Relay;

/// <summary>Registers what follows another sidecar in the place of a store.</summary>
internal static class RelayServiceCollectionExtensions
{
    /// <summary>What is served comes from the local copy, and from the upstream once that answers.</summary>
    public static void AddRelay(this IServiceCollection services)
    {
        services.AddOptions<RelayOptions>().BindConfiguration(RelayOptions.Section).CheckedBy(new RelayOptionsCheck());
        services.AddSingleton<IValidateOptions<ClaimsOptions>, RelayClaimsRule>();
        services.AddLocalCopy();
        services.AddSingleton(provider => new RelayTrust(
            provider.GetRequiredService<IOptions<SigningOptions>>().Value, provider.GetRequiredService<IOptions<RelayOptions>>().Value));
        services.AddSingleton(provider => provider.GetRequiredService<RelayTrust>().Checks);
        services.AddSingleton<Func<string, IUpstream>>(provider => address =>
            new GrpcUpstream(
                address, provider.GetRequiredService<IOptions<RelayOptions>>().Value,
                provider.GetRequiredService<ILogger<GrpcUpstream>>()));
        services.AddSingleton<DamagedReleases>();
        services.AddSingleton<RejectedReleases>();
        services.AddSingleton<UpstreamHoldings>();
        services.AddSingleton<RelayHistory>();
        services.AddSingleton<RelayStanding>();
        services.AddSingleton<RelaySupply>();
        services.AddSingleton<ISupply>(provider => provider.GetRequiredService<RelaySupply>());
        services.AddSingleton<RelayFreshness>();
        services.AddSingleton<RelayServing>();
        services.AddSingleton<UpstreamStreamFactory>();
        services.AddSingleton<RelayReporter>();
        services.AddSingleton<RelayStore>();
        services.AddSingleton<IReleaseStore>(provider => provider.GetRequiredService<RelayStore>());
        services.AddSingleton<RelayRefusals>();
        services.AddSingleton<UpstreamStatus>();
        services.AddSingleton<RelayMetrics>();
        services.AddHostedService<RelayLoop>();
    }
}
