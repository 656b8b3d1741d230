using System.Text;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Tests.Distribution;

/// <summary>Small releases for tests: each part's content is its text.</summary>
internal static class Releases
{
    public static StoredRelease Of(long generation, params (string Name, string Text)[] parts) =>
        Of(generation, [.. parts.Select(part => Part(part.Name, part.Text))]);

    public static Part Part(string name, string text) => SchemaClaims.Contracts.Part.Of(name, Encoding.UTF8.GetBytes(text));

    public static StoredRelease Of(long generation, IReadOnlyList<Part> parts, string kind = "upload", string? to = null)
    {
        var manifest = ManifestWriter.Write("", "", [], parts.Select(part => new ManifestPart(part.Name, part.Digest, part.Content.Length)));
        var sorted = parts.OrderBy(part => part.Name, StringComparer.Ordinal).ToArray();
        var record = new ReleaseRecord(
            "epoch", generation, manifest.SnapshotId.ToString(), kind, DateTimeOffset.UnixEpoch, "test", "",
            to is null ? null : new RolloutRecord(to));
        return new StoredRelease(ReleaseFormat.Write(record), new Snapshot(manifest, sorted));
    }
}
