using Dms.Client.Snapshots;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts.Following;

namespace Dms.Client.Subscription;

/// <summary>Makes one stream after the other over the same held parts.</summary>
internal sealed class SubscriptionStreamFactory(
    IDistribution distribution, SubscriberIdentity identity, ISnapshots snapshots, HeldParts held, PartPreparer preparer,
    OfferChecks checks, DamagedReleases damaged, ReleaseInbox inbox, ReleaseOutcomes outcomes, SubscriptionMonitor monitor,
    ClientMetrics metrics, IOptions<DmsSnapshotsOptions> options, TimeProvider time)
{
    public SubscriptionStream Create(Action onConnected) =>
        new(distribution, identity, snapshots, held, preparer, checks, damaged, inbox, outcomes, monitor, metrics, options, time)
        {
            OnConnected = onConnected,
        };
}
