using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Signing;

namespace SchemaClaimsSidecar.Storage.Postgres;

/// <summary>A row of the table of releases, unchecked.</summary>
internal sealed record ReleaseRow(long Generation, Digest SnapshotId, Digest Checksum, byte[] Content)
{
    /// <summary>The release, checked against the row before it; null there for the first.</summary>
    /// <exception cref="StoreDamagedException">It is not what was written, or the release before it is gone.</exception>
    public LoggedRelease Check(ReleaseRow? before)
    {
        if (before is null ? Generation != 1 : before.Generation != Generation - 1)
            throw Damaged(Generation - 1, "it is gone");
        var release = Parse();
        if (ReleaseLine.Chain(before?.Checksum ?? ReleaseLine.Root(release.Record.Epoch), Content) != Checksum)
            throw Damaged(Generation, "its checksum does not hold");
        if (release.Record.Generation != Generation || release.SnapshotId != SnapshotId)
            throw Damaged(Generation, "its columns do not say what its content says");
        if (before?.Parse() is { } earlier && !release.Follows(earlier.Position))
            throw Damaged(Generation, "it belongs to another history than the release before");
        return new LoggedRelease(release, Checksum);
    }

    private Release Parse()
    {
        try
        {
            return SignedRelease.Read(Content);
        }
        catch (InvalidDataException unreadable)
        {
            throw Damaged(Generation, unreadable.Message);
        }
    }

    private static StoreDamagedException Damaged(long generation, string what) => new(
        $"Release {generation} in the table schemaclaims.release is damaged: {what}. Restore the database from a backup, "
        + "or drop the schema schemaclaims to begin a new history.");
}
