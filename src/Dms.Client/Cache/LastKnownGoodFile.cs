using Dms.Client.Snapshots;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Packs;
using SchemaClaims.Contracts.Signing;

namespace Dms.Client.Cache;

/// <summary>
/// The newest applied snapshot on disk: one pack that begins with the release and its signatures, then the manifest, then the parts,
/// each byte as it came from the sidecar and covered by a digest.
/// </summary>
internal static class LastKnownGoodFile
{
    private const string FileName = "last-known-good.pack";

    public static string PathIn(string folder) => Path.Combine(folder, FileName);

    /// <summary>Deletes what a crash in the middle of <see cref="Write"/> left behind.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no folder.</exception>
    public static void DeleteUnfinished(string folder) => DurableFolder.DeleteTemporaryFiles(folder);

    /// <exception cref="IOException">The file system refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The file system refuses.</exception>
    public static void Write(string folder, DmsSnapshot snapshot)
    {
        DurableFolder.Create(folder);
        var (release, manifest) = (SignedRelease.Write(snapshot.Candidate.Release), snapshot.Candidate.Manifest);
        PackWriter.Write(
            PathIn(folder),
            [
                new PackBlob(Digest.Of(release.Span), release),
                new PackBlob(manifest.SnapshotId, manifest.Bytes),
                .. snapshot.Parts.Select(part => new PackBlob(part.Digest, part.Content)),
            ]);
    }

    /// <summary>When the claims in the file were last confirmed: its modification time, so that a restart knows how old they are.</summary>
    /// <exception cref="IOException">The file system refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The file system refuses.</exception>
    public static DateTime ConfirmedAt(string folder) => File.GetLastWriteTimeUtc(PathIn(folder));

    /// <summary>Keeps when the claims in the file were last confirmed.</summary>
    /// <exception cref="IOException">The file system refuses, or there is no file.</exception>
    /// <exception cref="UnauthorizedAccessException">The file system refuses.</exception>
    public static void Confirm(string folder, DateTime at) => File.SetLastWriteTimeUtc(PathIn(folder), at);

    /// <param name="folder">The folder.</param>
    /// <param name="timestamp">The timestamp of the beginning, for measuring.</param>
    /// <exception cref="FileNotFoundException">There is no file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no folder.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="PackUnreadableException">The file is damaged.</exception>
    /// <exception cref="InvalidDataException">The file is sound, but no last known good.</exception>
    /// <exception cref="PartInvalidException">A part does not say what its name promises.</exception>
    public static ReleaseCandidate Read(string folder, long timestamp)
    {
        using var pack = PackFile.Open(PathIn(folder));
        var release = SignedRelease.Read(pack.Entries.Count == 0
            ? throw new InvalidDataException("The pack is empty.")
            : ReadBlob(pack, pack.Entries.MinBy(entry => entry.Offset).Digest, "the release"));
        var manifest = ManifestReader.Read(ReadBlob(pack, release.SnapshotId, "the manifest"));
        var reader = new PartReader();
        return new ReleaseCandidate(
            release,
            manifest,
            [.. manifest.Parts.Select(part => reader.Read(part.Name, part.Digest, ReadBlob(pack, part.Digest, $"part '{part.Name}'")))],
            timestamp);
    }

    private static ReadOnlyMemory<byte> ReadBlob(PackFile pack, Digest digest, string what) =>
        pack.TryRead(digest, out var content) ? content.Value : throw new InvalidDataException($"The pack lacks {what}, {digest}.");
}
