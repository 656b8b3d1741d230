namespace SchemaClaimsSidecar.Snapshots;

/// <summary>A snapshot that could be published, and how it differs from the current one.</summary>
/// <param name="Snapshot">The current snapshot itself when nothing differs.</param>
/// <param name="Difference">Which parts differ.</param>
/// <param name="IsUnchanged">The snapshot is the current one. Another input is another snapshot, even of the same parts.</param>
/// <param name="Current">The current snapshot; null while there is none.</param>
internal sealed record ComposedSnapshot(Snapshot Snapshot, SnapshotDifference Difference, bool IsUnchanged, Snapshot? Current);
