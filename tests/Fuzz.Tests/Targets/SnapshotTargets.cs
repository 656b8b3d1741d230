using Google.Protobuf;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Packs;
using SchemaClaims.Contracts.Signing;
using Testing;

namespace Fuzz.Tests.Targets;

/// <summary>Manifests, releases and packs.</summary>
internal static class SnapshotTargets
{
    private static readonly Digest Known = Digest.Of("known"u8);

    private static readonly Manifest Manifest = ManifestWriter.Write(
        new string('a', 64), "2026", [new ManifestInput("core", "core.json", Known, 12)],
        [new ManifestPart("claims", Known, 0), new ManifestPart("project/ed-fi", Known, 1),
            new ManifestPart("resource/ed-fi/students", Known, 99)]);

    public static Release Release { get; } = ReleaseFormat.Write(new ReleaseRecord(
        "epoch", 7, Known.ToString(), "upload", DateTimeOffset.UnixEpoch, "ann", "why not", new RolloutRecord("zone=a", null))
    {
        Replaces = ["other"],
    });

    public static IEnumerable<FuzzTarget> All =>
    [
        new("manifest", 10_000, [Manifest.Bytes.ToArray(), .. Whole(Manifest.Bytes)], FeedManifest),
        new("release", 10_000, [Release.Bytes.ToArray()], FeedRelease),
        new("signed-release", 10_000, [.. Whole(SignedRelease.Write(Signed())), Release.Bytes.ToArray()], FeedSigned),
        new("pack", 2_000, [Pack([]), Pack([Blob("one"u8), Blob("two"u8), Blob([])])], FeedPack),
    ];

    /// <summary>The release with two signatures that say nothing.</summary>
    public static Release Signed() => Release.WithSignatures(
        [new ReleaseSignature("0123456789abcdef", new byte[70]), new ReleaseSignature("fedcba9876543210", ReadOnlyMemory<byte>.Empty)]);

    private static IEnumerable<byte[]> Whole(ReadOnlyMemory<byte> bytes) => [bytes.ToArray()];

    private static bool FeedManifest(byte[] input)
    {
        if (Accept(() => ManifestReader.Read(input)) is not { } manifest)
            return false;
        Assert.Equal(input, manifest.Bytes.ToArray());
        Assert.Equal(Digest.Of(input), manifest.SnapshotId);
        var written = ManifestWriter.Write(manifest.EffectiveSchemaHash, manifest.Rules, manifest.Inputs, manifest.Parts);
        var again = ManifestReader.Read(written.Bytes);
        Assert.Equal(manifest.Parts, again.Parts);
        Assert.Equal(manifest.Inputs, again.Inputs);
        Assert.Equal((manifest.EffectiveSchemaHash, manifest.Rules), (again.EffectiveSchemaHash, again.Rules));
        return true;
    }

    private static bool FeedRelease(byte[] input)
    {
        if (Accept(() => ReleaseFormat.Read(input)) is not { } release)
            return false;
        Assert.Equal(input, release.Bytes.ToArray());
        var written = ReleaseFormat.Write(release.Record);
        Assert.Equal(written.Bytes.ToArray(), ReleaseFormat.Write(ReleaseFormat.Read(written.Bytes).Record).Bytes.ToArray());
        Assert.False(release.Replaces("nobody's") && !release.Record.Replaces!.Contains("nobody's"));
        return true;
    }

    private static bool FeedSigned(byte[] input)
    {
        if (Accept(() => SignedRelease.Read(input)) is not { } release)
            return false;
        var again = SignedRelease.Read(SignedRelease.Write(release));
        Assert.Equal(release.Bytes.ToArray(), again.Bytes.ToArray());
        Assert.Equal(
            release.Signatures.Select(signature => (signature.KeyId, ByteString.CopyFrom(signature.Value.Span))),
            again.Signatures.Select(signature => (signature.KeyId, ByteString.CopyFrom(signature.Value.Span))));
        return true;
    }

    // Once as it is, and once as somebody would write it who knows the checksum.
    private static bool FeedPack(byte[] input)
    {
        ReadPack(Checksummed(input));
        return ReadPack(input);
    }

    private static bool ReadPack(byte[] input)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["pack"], input);
        try
        {
            using var pack = PackFile.Open(folder["pack"]);
            foreach (var entry in pack.Entries)
            {
                Assert.True(pack.TryRead(entry.Digest, out var content));
                Assert.Equal(entry.Digest, Digest.Of(content.Value.Span));
            }

            return true;
        }
        catch (PackUnreadableException)
        {
            return false;
        }
    }

    private static byte[] Checksummed(byte[] input)
    {
        if (input.Length < PackFormat.HeaderSize + PackFormat.FooterSize
            || !PackFormat.TryReadFooter(input.AsSpan(input.Length - PackFormat.FooterSize), input.Length, out var index))
            return input;
        var tail = input.AsSpan((int)index, input.Length - (int)index - Digest.Size);
        var checksum = Digest.Of([.. input.AsSpan(0, PackFormat.HeaderSize), .. tail]);
        return [.. input.AsSpan(0, input.Length - Digest.Size), .. checksum.ToBytes()];
    }

    private static PackBlob Blob(ReadOnlySpan<byte> content) => new(Digest.Of(content), content.ToArray());

    private static byte[] Pack(IEnumerable<PackBlob> blobs)
    {
        using var folder = new TemporaryFolder();
        PackWriter.Write(folder["pack"], blobs);
        return File.ReadAllBytes(folder["pack"]);
    }

    private static T? Accept<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
