using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Snapshots;
using static SchemaClaimsSidecar.Tests.Snapshots.SnapshotSamples;

namespace SchemaClaimsSidecar.Tests.Snapshots;

public sealed class SnapshotTests
{
    private static readonly Part[] Parts = [Part("a", "1"), Part("b", "2"), Part("c", "1")];

    private static readonly Manifest Manifest = ManifestWriter.Write(
        Hash, "2026", [], Parts.Select(part => new ManifestPart(part.Name, part.Digest, part.Content.Length)));

    [Fact]
    public void Part_ByItsDigest_IsFound()
    {
        var snapshot = new Snapshot(Manifest, Parts);

        Assert.True(snapshot.TryGetPart(Parts[1].Digest, out var found));
        Assert.Same(Parts[1], found);
        Assert.False(snapshot.TryGetPart(Digest.Of("3"u8), out _));
    }

    [Fact]
    public void Part_OfSeveralWithTheSameBytes_IsTheFirst()
    {
        Assert.True(new Snapshot(Manifest, Parts).TryGetPart(Parts[2].Digest, out var found));
        Assert.Same(Parts[0], found);
    }

    [Fact]
    public void Snapshot_OfPartsThatTheManifestDoesNotName_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new Snapshot(Manifest, Parts[..2]));
        Assert.Throws<ArgumentException>(() => new Snapshot(Manifest, [Parts[0], Parts[2], Parts[1]]));
        Assert.Throws<ArgumentException>(() => new Snapshot(Manifest, [Parts[0], Part("b", "other"), Parts[2]]));
    }
}
