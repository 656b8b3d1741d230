using Dms.Client.Claims;
using Dms.Client.Projections;
using Dms.Client.Snapshots;
using Dms.Client.Subscription;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts.Following;
using SchemaClaims.Contracts.Packs;

namespace Dms.Client.Cache;

/// <summary>
/// Puts the last known good into use at the start. It passed the gates when it was new, so they are not asked; everything else is
/// checked as if it came from the sidecar. What is wrong is logged and shown in health, never served and never fatal.
/// </summary>
internal sealed class LastKnownGoodLoader(
    SnapshotHolder holder, HeldParts held, ProjectionSet projections, SignatureRule signatures, ReleaseOutcomes outcomes,
    SubscriptionMonitor monitor, LastKnownGoodAge age, ClaimsAgeWatch claimsAge, IOptions<DmsSnapshotsOptions> options, TimeProvider time,
    ClientMetrics metrics, ILogger<LastKnownGoodLoader> logger)
{
    public void Load(CancellationToken cancellationToken)
    {
        if (options.Value.LastKnownGoodFolder is not { } folder)
            return;
        try
        {
            LastKnownGoodFile.DeleteUnfinished(folder);
            Serve(Verified(LastKnownGoodFile.Read(folder, time.GetTimestamp())), age.Read(folder), cancellationToken);
            metrics.CacheRead("served");
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            metrics.CacheRead("absent");
            Log.LastKnownGoodAbsent(logger, folder);
        }
        catch (Exception unusable) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = unusable is PackUnreadableException pack
                ? $"{pack.Path} cannot be used: {pack.What}. It will be written anew with the next release."
                : $"{LastKnownGoodFile.PathIn(folder)} cannot be used: {unusable.Message} It will be written anew with the next release.";
            metrics.CacheRead("unusable");
            monitor.LastKnownGood(reason);
            Log.LastKnownGoodUnusable(logger, reason);
        }
    }

    // The keys that are trusted, or whether a signature is required, may be others than when it was written.
    private ReleaseCandidate Verified(ReleaseCandidate candidate) => signatures.Check(candidate.Release, out var verifiedBy) is { } doubtful
        ? throw new InvalidDataException($"{doubtful.Code}: {doubtful.Reason}")
        : candidate with { VerifiedBy = verifiedBy };

    private void Serve(ReleaseCandidate candidate, TimeSpan ageOfClaims, CancellationToken cancellationToken)
    {
        var snapshot = new DmsSnapshot(candidate, running: null, projections);
        projections.Project(snapshot, current: null, pace: null, cancellationToken);
        held.Add(snapshot);
        // Before any request can see it: claims that are too old must not decide even once.
        monitor.Claims.Use(snapshot, ageOfClaims);
        age.Loaded(snapshot);
        claimsAge.Look();
        holder.Publish(snapshot);
        Log.LastKnownGoodServed(logger, snapshot, time.GetElapsedTime(candidate.OfferedAt));
        outcomes.Loaded(snapshot);
    }
}
