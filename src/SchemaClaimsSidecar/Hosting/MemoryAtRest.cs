using SchemaClaimsSidecar.Distribution;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>
/// Gives back the memory of a publication. Compiling takes many times what is kept; without requests that allocate, nothing else
/// would make the runtime collect it, and the pod would be charged for it until the next upload.
/// </summary>
internal sealed class MemoryAtRest(ReleaseHub hub, TimeProvider time) : BackgroundService
{
    // The first frees what the publication left; by the second the runtime's buffer pools count as idle and are emptied too.
    private static readonly TimeSpan[] QuietFor = [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1)];

    /// <summary>How the memory is given back.</summary>
    internal Action Collect { get; init; } =
        static () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var change = hub.Changed.Next;
            foreach (var period in QuietFor)
            {
                if (await IsQuietAsync(change, period, stoppingToken).ConfigureAwait(false))
                    Collect();
            }

            await change.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> IsQuietAsync(Task change, TimeSpan period, CancellationToken cancellationToken)
    {
        await change.WaitAsync(period, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !change.IsCompleted && !cancellationToken.IsCancellationRequested;
    }
}
