using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Administration;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>Before the sidecar listens: reads the releases that count, checks them and offers them.</summary>
internal sealed partial class StartWithCurrentRelease(
    IReleaseStore store, ReleaseHub hub, Alarms alarms, ILogger<StartWithCurrentRelease> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var releases = (await ReleaseStateReader.ReadAsync(store, cancellationToken).ConfigureAwait(false)).Releases.ToArray();
        if (releases.Length == 0)
            LogEmpty(store.Epoch);
        // The newest first, which the store keeps in memory: the other is then read where it differs only.
        var stored = new StoredRelease?[releases.Length];
        for (var i = releases.Length - 1; i >= 0; i--)
            stored[i] = await ReadAsync(releases[i], isNewest: i == releases.Length - 1, cancellationToken).ConfigureAwait(false);
        foreach (var release in stored.OfType<StoredRelease>())
            Serve(release);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<StoredRelease?> ReadAsync(Release release, bool isNewest, CancellationToken cancellationToken)
    {
        try
        {
            if (isNewest && await store.ReadCurrentAsync(cancellationToken).ConfigureAwait(false) is { } current
                && current.Release.Position == release.Position)
                return current;
            return await store.ReadSnapshotAsync(release.SnapshotId, cancellationToken).ConfigureAwait(false) is { } snapshot
                ? new StoredRelease(release, snapshot)
                : throw new StoreDamagedException($"Snapshot {release.SnapshotId} is gone.");
        }
        catch (StoreDamagedException damage)
        {
            hub.NoticeUnreadable(release);
            alarms.Raise($"{Name(release)} cannot be served: {damage.Message}");
            LogDamaged(damage, release.Position.Generation);
            return null;
        }
    }

    private void Serve(StoredRelease release)
    {
        hub.Publish(release);
        LogServing(release.Release.Position.Generation, release.Release.Position.Epoch, release.Release.Record.Rollout?.To ?? "everybody");
    }

    private static string Name(Release release) => release.Record.Rollout is { } rollout
        ? $"Release {release.Position.Generation}, which was being rolled out to {rollout.To},"
        : "The current release";

    [LoggerMessage(1000, LogLevel.Information, "Serving release {Generation} of epoch {Epoch} to {Whom}")]
    private partial void LogServing(long generation, string epoch, string whom);

    [LoggerMessage(1001, LogLevel.Information, "The store is empty; its epoch is {Epoch}")]
    private partial void LogEmpty(string epoch);

    [LoggerMessage(1002, LogLevel.Critical, "Release {Generation} is damaged and is not served; subscribers keep what they have")]
    private partial void LogDamaged(Exception damage, long generation);
}
