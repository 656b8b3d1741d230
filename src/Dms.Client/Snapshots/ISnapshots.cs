using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Primitives;

namespace Dms.Client.Snapshots;

/// <summary>The snapshots that the sidecar sends: the one to use now, and word of every new one. Safe for all threads.</summary>
public interface ISnapshots
{
    /// <summary>
    /// The snapshot to use now: one volatile read. A request takes it once, or gets it from the middleware.
    /// </summary>
    /// <exception cref="SnapshotUnavailableException">There is none yet.</exception>
    DmsSnapshot Current { get; }

    /// <summary>How the client stands with its sidecar.</summary>
    SubscriptionStatus Status { get; }

    /// <summary>The snapshot to use now, if there is one.</summary>
    /// <param name="snapshot">The snapshot; null before the first.</param>
    /// <returns>Whether there is one.</returns>
    bool TryGetCurrent([NotNullWhen(true)] out DmsSnapshot? snapshot);

    /// <summary>Waits until there is a snapshot.</summary>
    /// <param name="cancellationToken">Ends the wait; there is no other limit.</param>
    /// <returns>The snapshot to use at that moment.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    Task<DmsSnapshot> WaitForFirstAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// A token that fires once, when the next snapshot is in use, which also is the same one with claims that turned too old, or are
    /// confirmed again; made for <see cref="ChangeToken.OnChange(Func{IChangeToken}, Action)"/>.
    /// Callbacks run in the background and hold nothing up; what they throw is logged.
    /// </summary>
    IChangeToken Watch();

    /// <summary>
    /// The current snapshot, if there is one, and then every new one. A reader who is slow skips what became old meanwhile and always
    /// gets to the latest. The sequence does not end by itself.
    /// </summary>
    /// <param name="cancellationToken">Ends the sequence.</param>
    /// <exception cref="OperationCanceledException">The sequence was ended.</exception>
    IAsyncEnumerable<DmsSnapshot> ReadAllAsync(CancellationToken cancellationToken = default);
}
