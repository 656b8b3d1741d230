using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Comparison;
using SchemaClaimsSidecar.Snapshots;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>A proposal would break clients, and was to be refused then. Nothing has changed.</summary>
/// <param name="current">The release that it would have followed; null while there is none.</param>
/// <param name="composed">The snapshot that was proposed.</param>
/// <param name="comparison">How it differs from the current one.</param>
internal sealed class BreakingChangeException(Position? current, ComposedSnapshot composed, SnapshotComparison comparison)
    : Exception("What is proposed would break clients of the current release.")
{
    public Position? Current => current;

    public ComposedSnapshot Composed => composed;

    public SnapshotComparison Comparison => comparison;
}
