using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Fleet;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Relay;

/// <summary>Serves what counts at the upstream, once it is in the local copy: forward only, and both halves of a rollout at once.</summary>
internal sealed class RelayServing(
    ReleaseHub hub, LocalCopy copy, RelayHistory history, ClaimsFreshness freshness, ILogger<RelayServing> log)
{
    private const string Advice =
        "Subscribers keep what they have. If the store was replaced on purpose, say `accept-epoch` at a sidecar that has it; an upstream "
        + "that lags behind is followed again when it has caught up.";

    /// <summary>What is served now, oldest first.</summary>
    public IEnumerable<StoredRelease> Served => hub.Offering.Releases;

    /// <summary>Before the upstream is asked: what the process before served.</summary>
    public void Restore()
    {
        foreach (var release in copy.Releases)
        {
            hub.Publish(release);
            FleetLog.ServingCopy(log, release.Release.Position, copy.Folder);
        }

        history.Add(Served.Select(release => release.Release));
        freshness.Restore(hub.Current?.Release.Record.PublishedAt);
    }

    /// <summary>Serves these, unless they are served already or do not follow what is.</summary>
    /// <param name="everybody">The newest release for everybody.</param>
    /// <param name="canary">The one that is being rolled out; null while none is, or while it cannot be served.</param>
    /// <param name="upstream">Where they come from.</param>
    /// <param name="cancellationToken">The relay stops.</param>
    /// <returns>Why they are not served; null when they are.</returns>
    public async Task<string?> ServeAsync(
        StoredRelease everybody, StoredRelease? canary, string upstream, CancellationToken cancellationToken)
    {
        var offering = hub.Offering;
        if (everybody.Release.Position == offering.Base?.Release.Position && canary?.Release.Position == offering.Canary?.Release.Position)
            return null;
        var state = new ReleaseState(everybody.Release, canary?.Release);
        // A canary that one upstream had damaged, and another has sound, has to wait for the next release.
        if (state.Newest!.Position == offering.Newest?.Position)
            return null;
        if (offering.Newest is { } served && !state.Newest.Follows(served.Position))
            return WhyNot(upstream, state.Newest.Position, served.Position);
        var releases = new[] { everybody, canary }.OfType<StoredRelease>()
            .OrderBy(release => release.Release.Record.Generation).ToArray();
        // What has been offered once must be there after a restart, whether the upstream is or not.
        await Task.Run(() => copy.Keep(releases), cancellationToken).ConfigureAwait(false);
        hub.Publish(state, releases);
        history.Add(releases.Select(release => release.Release));
        var newest = state.Newest;
        RelayLog.Serving(log, newest.Position, newest.Record.Kind, newest.Record.PublishedBy, upstream);
        return null;
    }

    /// <summary>
    /// Why a release must not be received; null when it may be. One for a part of the fleet may be older than the newest.
    /// </summary>
    public string? WhyNotFollowed(Release release, string upstream)
    {
        if (hub.Offering.Newest is not { } served)
            return null;
        var mayFollow = release.Record.Rollout is not null && release.Record.Epoch == served.Record.Epoch
            || release.Follows(served.Position);
        return mayFollow ? null : WhyNot(upstream, release.Position, served.Position);
    }

    /// <summary>Why nothing is served of an upstream that has no release; null where there is nothing to lose.</summary>
    public string? WhyNotEmptied(string upstream) => hub.Offering.Newest is { } served
        ? $"{upstream} has no release, and this relay serves generation {served.Position}. {Advice}"
        : null;

    private static string WhyNot(string upstream, Position has, Position served) => has.Epoch == served.Epoch
        ? $"{upstream} is at generation {has.Generation}, and this relay serves generation {served}. {Advice}"
        : $"{upstream} has another history: its generation {has.Generation} is of epoch {has.Epoch}, and this relay serves generation "
          + $"{served}. {Advice}";
}
