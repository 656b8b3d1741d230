namespace Dms.Client.Snapshots;

/// <summary>A point in the history of a sidecar's store. Generations grow within an epoch; epochs have no order.</summary>
/// <param name="Epoch">The history that the generation counts in.</param>
/// <param name="Generation">The number of the release, from 1.</param>
public readonly record struct SnapshotPosition(string Epoch, long Generation)
{
    /// <summary>The generation and its epoch, for a person.</summary>
    public override string ToString() => $"{Generation} of epoch {Epoch}";
}
