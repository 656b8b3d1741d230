using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;

namespace Bench.Rigs;

/// <summary>Releases that no store has seen, for what begins behind the store.</summary>
internal static class Releases
{
    public static Snapshot SnapshotOf(params IReadOnlyList<Part> parts) => new(
        ManifestWriter.Write("", "2026", [], parts.Select(part => new ManifestPart(part.Name, part.Digest, part.Content.Length))), parts);

    public static StoredRelease Of(Snapshot snapshot, long generation) => new(
        ReleaseFormat.Write(new ReleaseRecord("bench", generation, snapshot.Id.ToString(), "upload", DateTimeOffset.UtcNow, "bench", "")), snapshot);

    /// <summary>A part of bytes that nothing can compress.</summary>
    public static Part RandomPart(int seed, int length)
    {
        var content = new byte[length];
        new Random(seed).NextBytes(content);
        return Part.Of(PartNames.ResourcesOpenApi, content);
    }
}
