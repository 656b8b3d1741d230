using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Rollout;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>
/// A relay's stream: sends all that counts, for whomever it is meant, oldest first, and says with a heartbeat that it is all. What the
/// relay serves changes with the heartbeat, so that it is never one half of what belongs together.
/// </summary>
internal sealed class RelaySession(
    Subscription subscription, RelaySubscription relay, ReleaseHub hub, ReleaseSender sender, SubscriberStream stream,
    Heartbeats heartbeats, DistributionOptions options, TimeProvider time)
{
    private HashSet<Position> _settled = [.. relay.Serves, .. relay.Rejected];

    /// <summary>Runs until cancelled, or until the stream cannot be written.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var heartbeat = new PeriodicTimer(options.HeartbeatInterval, time);
        var tick = heartbeat.WaitForNextTickAsync(cancellationToken).AsTask();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var change = hub.Changed.Next;
            var offering = hub.Offering;
            if (!await SendAsync(offering).ConfigureAwait(false))
                continue;
            await stream.SendAsync(heartbeats.ForRelay(offering)).ConfigureAwait(false);
            Settle(offering);
            await (await Task.WhenAny(tick, change).ConfigureAwait(false)).ConfigureAwait(false);
            if (tick.IsCompleted)
                tick = heartbeat.WaitForNextTickAsync(cancellationToken).AsTask();
        }
    }

    // False when something else came to count in the middle.
    private async Task<bool> SendAsync(Offering offering)
    {
        foreach (var release in offering.Releases.Where(release => !_settled.Contains(release.Release.Position)))
        {
            if (!await sender.SendAsync(release, () => hub.Offering != offering).ConfigureAwait(false))
                return false;
            _settled.Add(release.Release.Position);
        }

        return true;
    }

    private void Settle(Offering offering)
    {
        _settled = [.. relay.Rejected, .. offering.Releases.Select(release => release.Release.Position)];
        subscription.Held.Committed(
            offering.Releases.Where(release => !relay.Rejected.Contains(release.Release.Position)).Select(release => release.Snapshot));
    }
}
