using System.Diagnostics;
using Dms.Client.Snapshots;

namespace Bench.Rigs;

/// <summary>Waits for snapshots.</summary>
internal static class SnapshotsExtensions
{
    /// <summary>The snapshot after the one that is current at the call, and the timestamp at which it was seen to be current.</summary>
    public static async Task<(DmsSnapshot Snapshot, long At)> NextAsync(this ISnapshots snapshots, CancellationToken cancellationToken)
    {
        snapshots.TryGetCurrent(out var before);
        await foreach (var snapshot in snapshots.ReadAllAsync(cancellationToken))
        {
            if (snapshot != before)
                return (snapshot, Stopwatch.GetTimestamp());
        }

        throw new UnreachableException();
    }
}
