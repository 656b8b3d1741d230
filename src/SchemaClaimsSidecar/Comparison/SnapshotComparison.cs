namespace SchemaClaimsSidecar.Comparison;

/// <summary>How a snapshot differs from another, in the eyes of API clients: the worst first; empty when it does not.</summary>
internal sealed record SnapshotComparison(IReadOnlyList<Change> Changes)
{
    /// <summary>Whether something that worked for a client may work no more.</summary>
    public bool IsBreaking => Count(Effects.Breaking) > 0;

    /// <summary>How many changes have one of these effects; for <see cref="Effects.Compatible"/>, how many have none.</summary>
    public int Count(Effects effects) => effects == Effects.Compatible
        ? Changes.Count(change => change.Rule.Effects == Effects.Compatible)
        : Changes.Count(change => (change.Rule.Effects & effects) != 0);
}
