using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Telemetry;

namespace SchemaClaimsSidecar.Retention;

/// <summary>Keeps the store from growing for ever: forgets the snapshots that nobody runs and nobody may want back.</summary>
internal sealed partial class StoreKeeper(
    IReleaseStore store, SubscriberBoard board, IOptions<RetentionOptions> options, TimeProvider time, ILogger<StoreKeeper> log,
    IReleasesInUse? elsewhere = null, MaintenanceMetrics? metrics = null)
{
    /// <summary>Looks through the store once.</summary>
    /// <returns>What was removed; null when another sidecar sees to it.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be reached or written.</exception>
    /// <exception cref="StoreDamagedException">What is damaged cannot tell what it needs; nothing was removed.</exception>
    public async Task<StoreCollection?> KeepAsync(CancellationToken cancellationToken)
    {
        IReadOnlySet<long>? inUse = board.Read().Select(record => record.Running).OfType<SchemaClaims.Contracts.Position>()
            .Where(running => running.Epoch == store.Epoch)
            .Select(running => running.Generation)
            .ToHashSet();
        if (elsewhere is not null)
            inUse = await elsewhere.ExchangeAsync([.. inUse], cancellationToken).ConfigureAwait(false);
        if (inUse is null)
            return null;

        var history = await store.ListAsync(int.MaxValue, cancellationToken).ConfigureAwait(false);
        var forgotten = RetentionRule.Decide(history, inUse, options.Value, time.GetUtcNow());
        var collection = await store.ForgetAsync(forgotten, cancellationToken).ConfigureAwait(false);
        metrics?.Collected(collection);
        if (collection.Blobs > 0)
            LogCollected(collection.Blobs, collection.Bytes, forgotten.Through);
        return collection;
    }

    [LoggerMessage(6500, LogLevel.Information,
        "Removed {Blobs} parts, manifests and inputs ({Bytes} bytes) that only forgotten releases, up to {Through}, needed")]
    private partial void LogCollected(long blobs, long bytes, long through);
}
