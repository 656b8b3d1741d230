using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Following;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Relay;

// What the upstream says is all.
internal sealed partial class UpstreamStream
{
    private async Task<string?> HeartbeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken)
    {
        Check(heartbeat.Path);
        WasHealthy = true;
        var isServed = heartbeat.Latest.FromWire() is null && heartbeat.Canary is null
            ? serving.WhyNotEmptied(upstream.Address) is not { } why || Refuse(why)
            : await ServeAsync(heartbeat, cancellationToken).ConfigureAwait(false);
        if (isServed)
        {
            supply.Confirm(heartbeat);
            freshness.Learn(heartbeat);
        }

        if (isServed && heartbeat.Age.ToAge() <= options.Value.StaleAfter)
            _lastFresh = time.GetTimestamp();
        if (!HasAlternatives || time.GetElapsedTime(_lastFresh) <= options.Value.StaleAfter)
            return null;
        SendsElsewhere = true;
        return $"it has had no news that can be followed for more than {options.Value.StaleAfter}.";
    }

    /// <exception cref="ProtocolViolationException">The way is a circle, or too long, or not known to the upstream.</exception>
    private void Check(IReadOnlyList<Hop> path)
    {
        SendsElsewhere = true;
        if (path.Count == 0)
            throw new ProtocolViolationException("it does not know relays: upgrade it.");
        if (path.Any(hop => hop.Instance == self.Instance))
        {
            throw new ProtocolViolationException(
                $"it follows this relay itself, by way of {Describe(path)}: relays in a circle have no news. Check the Store:Upstreams of "
                + "each.");
        }

        if (path.Count >= Protocol.MaxHops)
        {
            throw new ProtocolViolationException(
                $"its releases come through {path.Count} sidecars already, {Describe(path)}; that is the most.");
        }
        SendsElsewhere = false;
    }

    private async Task<bool> ServeAsync(Heartbeat heartbeat, CancellationToken cancellationToken)
    {
        var refused = rejections.Of(upstream.Address);
        if (heartbeat.Latest.FromWire() is not { } latest || refused.Contains(latest))
            return false;
        var everybody = Find(latest, isCanary: false);
        var isCanaryRefused = heartbeat.Canary.FromWire() is { } position && refused.Contains(position);
        var canary = heartbeat.Canary.FromWire() is { } rolledOut && !isCanaryRefused ? Find(rolledOut, isCanary: true) : null;
        if (await serving.ServeAsync(everybody, canary, upstream.Address, cancellationToken).ConfigureAwait(false) is { } why)
            return Refuse(why);
        holdings.KeepOnly(serving.Served);
        standing.Follows(withoutRejected: isCanaryRefused);
        return true;
    }

    private StoredRelease Find(SchemaClaims.Contracts.Position position, bool isCanary)
    {
        var release = holdings.Find(position)
            ?? throw new ProtocolViolationException($"a heartbeat names generation {position}, which has not been sent.");
        var what = isCanary ? "rolled out to a part of the fleet" : "for everybody";
        return release.Release.Record.Rollout is not null == isCanary
            ? release
            : throw new ProtocolViolationException($"a heartbeat calls generation {position} {what}, which it is not.");
    }

    private bool Refuse(string why)
    {
        standing.Replaced(why);
        return false;
    }

    private static string Describe(IEnumerable<Hop> path) => string.Join(" > ", path.Select(hop => hop.Name));
}
