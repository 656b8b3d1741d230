using Dms.Client.Cache;
using Dms.Client.Claims;
using Dms.Client.Gates;
using Dms.Client.Hosting;
using Dms.Client.Projections;
using Dms.Client.Scheduling;
using Dms.Client.Snapshots;
using Dms.Client.Subscription;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts.Following;
using SchemaClaims.Contracts.Signing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the client of the schema and claims sidecar.</summary>
public static class DmsSnapshotsServiceCollectionExtensions
{
    // What reasons call whoever rejects a release.
    private const string Who = "client";

    /// <summary>
    /// Follows the snapshots of a sidecar for as long as the host runs. Requests read them from <see cref="ISnapshots"/>, or from the
    /// request where <c>UseDmsSnapshot</c> is in the pipeline.
    /// </summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Says where the sidecar is; the options are checked when the host starts.</param>
    /// <returns>The builder for projections and gates.</returns>
    public static IDmsSnapshotsBuilder AddDmsSnapshots(this IServiceCollection services, Action<DmsSnapshotsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<DmsSnapshotsOptions>().Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DmsSnapshotsOptions>, DmsSnapshotsOptionsValidator>());
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SnapshotHolder>();
        services.TryAddSingleton<ISnapshots>(provider => provider.GetRequiredService<SnapshotHolder>());
        AddSubscription(services);
        return new DmsSnapshotsBuilder(services);
    }

    private static void AddSubscription(IServiceCollection services)
    {
        services.TryAddSingleton<IDistribution, GrpcDistribution>();
        services.TryAddSingleton(provider => SubscriberIdentity.Draw(
            provider.GetRequiredService<IOptions<DmsSnapshotsOptions>>().Value.Subscriber));
        services.TryAddSingleton<SubscriptionMonitor>();
        services.TryAddSingleton<ClaimsAge>();
        services.TryAddSingleton<ClaimsAgeWatch>();
        services.TryAddSingleton<ClientMetrics>();
        services.TryAddSingleton<ProjectionSet>();
        services.TryAddSingleton<PreparationThread>();
        services.TryAddSingleton<PartPreparer>();
        services.TryAddSingleton<HeldParts>();
        services.TryAddSingleton(provider => SignatureRuleOf(provider.GetRequiredService<IOptions<DmsSnapshotsOptions>>().Value));
        services.TryAddSingleton(provider => new OfferChecks(
            provider.GetRequiredService<SignatureRule>(),
            provider.GetRequiredService<IOptions<DmsSnapshotsOptions>>().Value.MaxSnapshotBytes, Who));
        services.TryAddSingleton<DamagedReleases>();
        services.TryAddSingleton<ReleaseInbox>();
        services.TryAddSingleton<Reporter>();
        services.TryAddSingleton<ReleaseOutcomes>();
        services.TryAddSingleton<GateKeeper>();
        services.TryAddSingleton<ReleaseApplier>();
        services.TryAddSingleton<LastKnownGoodLoader>();
        services.TryAddSingleton<LastKnownGoodWriter>();
        services.TryAddSingleton<LastKnownGoodAge>();
        services.TryAddSingleton<SubscriptionStreamFactory>();
        services.TryAddSingleton<SubscriptionLoop>();
        services.AddHostedService<SubscriptionService>();
    }

    private static SignatureRule SignatureRuleOf(DmsSnapshotsOptions options) =>
        new(TrustedKeys.Load(options.TrustedKeys), options.RequireSignature, Who);
}
