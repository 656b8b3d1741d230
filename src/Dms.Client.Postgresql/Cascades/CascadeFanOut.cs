using System.Collections.Immutable;

namespace Dms.Client.Postgresql.Cascades;

/// <summary>How many documents a change of an identity rewrites besides the changed one.</summary>
/// <param name="Entries">The documents by level and resource, in this order.</param>
public sealed record CascadeFanOut(ImmutableArray<CascadeFanOutEntry> Entries)
{
    /// <summary>No documents.</summary>
    public static CascadeFanOut None { get; } = new([]);

    /// <summary>All of them, each counted once.</summary>
    public int Documents => Entries.Sum(entry => entry.Documents);

    /// <summary>The counts, for a person.</summary>
    public override string ToString() => Entries.IsEmpty
        ? "none"
        : string.Join(", ", Entries.Select(entry => $"{entry.Documents} {entry.ResourceName} at level {entry.Level}"));
}
