using Dms.Client.Snapshots;

namespace Dms.Client.Gates;

/// <summary>
/// A check that every release must pass before it is used, such as that the database carries the same effective schema hash. While a
/// gate is closed the release is held and the old snapshot stays in use; the gate is asked again until it opens or a newer release comes.
/// </summary>
/// <remarks>The last known good, loaded at the start, passed the gates when it was new and is not asked for again.</remarks>
public interface ISnapshotGate
{
    /// <summary>What the gate is called in reports and logs.</summary>
    string Name { get; }

    /// <summary>Looks whether a snapshot may be used. An exception, and silence beyond the time limit, count as closed.</summary>
    /// <param name="candidate">The snapshot to be used.</param>
    /// <param name="current">The snapshot in use; null before the first.</param>
    /// <param name="cancellationToken">Cancelled when the time is over, when a newer release came and when the host stops.</param>
    ValueTask<GateResult> CheckAsync(DmsSnapshot candidate, DmsSnapshot? current, CancellationToken cancellationToken);
}
