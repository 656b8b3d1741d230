namespace Dms.Client.Snapshots;

/// <summary>Which release a snapshot came with: when it was published, by whom and why.</summary>
/// <param name="Epoch">The history that the generation counts in.</param>
/// <param name="Generation">The number of the release, from 1, growing within the epoch.</param>
/// <param name="SnapshotId">The SHA-256 of the snapshot's manifest: lower-case hexadecimal. A rollback brings an old one back.</param>
/// <param name="Kind">What made the release, such as <c>upload</c>.</param>
/// <param name="PublishedAt">When it was published, by the sidecar's clock.</param>
/// <param name="PublishedBy">Who asked for it.</param>
/// <param name="Reason">Why, in the words of who asked; may be empty.</param>
public sealed record SnapshotRelease(
    string Epoch, long Generation, string SnapshotId, string Kind, DateTimeOffset PublishedAt, string PublishedBy, string Reason)
{
    /// <summary>The trusted key whose signature of the release holds; null where no key is trusted, or the release is not signed.</summary>
    public string? VerifiedBy { get; init; }

    /// <summary>The epoch and the generation.</summary>
    public SnapshotPosition Position => new(Epoch, Generation);
}
