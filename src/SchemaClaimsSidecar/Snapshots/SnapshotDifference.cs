namespace SchemaClaimsSidecar.Snapshots;

/// <summary>How the parts of one snapshot differ from those of an earlier one: names in ordinal order.</summary>
internal sealed record SnapshotDifference(IReadOnlyList<string> Added, IReadOnlyList<string> Changed, IReadOnlyList<string> Removed)
{
    /// <summary>The difference to <paramref name="earlier"/>; without one, everything was added.</summary>
    public static SnapshotDifference Between(Snapshot? earlier, Snapshot later)
    {
        var digests = earlier?.Parts.ToDictionary(part => part.Name, part => part.Digest) ?? [];
        List<string> added = [], changed = [];
        foreach (var part in later.Parts)
        {
            if (!digests.Remove(part.Name, out var digest))
                added.Add(part.Name);
            else if (digest != part.Digest)
                changed.Add(part.Name);
        }

        return new SnapshotDifference(added, changed, [.. digests.Keys.Order(StringComparer.Ordinal)]);
    }
}
