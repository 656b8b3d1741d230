using System.Threading.Channels;
using Dms.Client.Snapshots;
using Dms.Client.Subscription;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dms.Client.Cache;

/// <summary>
/// Keeps the newest applied snapshot on disk, in the background, a little after it was applied: while releases follow one another the
/// disk is left in peace, and only the latest of them is written.
/// </summary>
internal sealed class LastKnownGoodWriter(
    SubscriptionMonitor monitor, LastKnownGoodAge age, IOptions<DmsSnapshotsOptions> options, TimeProvider time,
    ClientMetrics metrics, ILogger<LastKnownGoodWriter> logger)
{
    private readonly Channel<DmsSnapshot> _latest = Channel.CreateBounded<DmsSnapshot>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public void Keep(DmsSnapshot snapshot) => _latest.Writer.TryWrite(snapshot);

    /// <summary>Writes until it is cancelled; what waits then is written at once.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await WaitAsync(cancellationToken).ConfigureAwait(false);
                if (_latest.Reader.TryRead(out var snapshot) && options.Value.LastKnownGoodFolder is { } folder)
                    await OnThreadOfItsOwnAsync(() => Write(folder, snapshot)).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                Log.LastKnownGoodWriterFailed(logger, exception);
            }
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _latest.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
            await Task.Delay(options.Value.LastKnownGoodDelay, time, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process ends: there is no time to lose.
        }
    }

    // A disk may take its time; a thread of the pool would be missing to requests meanwhile.
    private static Task OnThreadOfItsOwnAsync(Action write) =>
        Task.Factory.StartNew(write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Write(string folder, DmsSnapshot snapshot)
    {
        try
        {
            LastKnownGoodFile.Write(folder, snapshot);
            monitor.LastKnownGood(error: null);
            age.Kept(snapshot);
            metrics.CacheWritten("kept");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            monitor.LastKnownGood($"It could not be written to {folder}: {refused.Message}");
            metrics.CacheWritten("failed");
            Log.LastKnownGoodNotWritten(logger, folder, refused.Message);
        }
    }
}
