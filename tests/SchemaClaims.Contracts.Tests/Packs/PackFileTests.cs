using System.Text;
using SchemaClaims.Contracts.Packs;
using Testing;

namespace SchemaClaims.Contracts.Tests.Packs;

public sealed class PackFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string PackPath => _folder["test.pack"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pack_ReopenedAfterWriting_HoldsEveryBlob()
    {
        var blobs = Enumerable.Range(0, 3_000).Select(i => Blob(new string('x', i % 700) + i)).Append(Blob("")).ToArray();

        PackWriter.Write(PackPath, blobs);

        using var pack = PackFile.Open(PackPath);
        Assert.Equal(blobs.Select(blob => blob.Digest).Order(), pack.Entries.Select(entry => entry.Digest).Order());
        Assert.All(blobs, blob => Assert.Equal(blob.Content.ToArray(), Read(pack, blob.Digest)));
    }

    [Fact]
    public void Pack_WithoutBlobs_OpensEmpty()
    {
        PackWriter.Write(PackPath, []);

        using var pack = PackFile.Open(PackPath);
        Assert.Empty(pack.Entries);
        Assert.False(pack.TryRead(Digest.Of("a"u8), out _));
    }

    [Fact]
    public void Pack_SameBlobTwice_HoldsItOnce()
    {
        PackWriter.Write(PackPath, [Blob("a"), Blob("b"), Blob("a")]);

        using var pack = PackFile.Open(PackPath);
        Assert.Equal(2, pack.Entries.Count);
        Assert.Equal("b"u8.ToArray(), Read(pack, Digest.Of("b"u8)));
    }

    [Fact]
    public void Writer_ReturnsWhereEachBlobStands()
    {
        var entries = PackWriter.Write(PackPath, [Blob("one"), Blob("three")]);

        var file = File.ReadAllBytes(PackPath);
        Assert.Equal(["one", "three"], entries.Select(entry => Encoding.UTF8.GetString(file, (int)entry.Offset, entry.Length)));
    }

    [Fact]
    public void Writer_OverAnExistingPack_ReplacesIt()
    {
        PackWriter.Write(PackPath, [Blob("old")]);
        using var opened = PackFile.Open(PackPath);

        PackWriter.Write(PackPath, [Blob("new")]);

        using var reopened = PackFile.Open(PackPath);
        Assert.Equal(Digest.Of("new"u8), Assert.Single(reopened.Entries).Digest);
        Assert.Equal("old"u8.ToArray(), Read(opened, Digest.Of("old"u8)));
    }

    [Fact]
    public void Writer_WhereTheFolderIsMissing_LeavesNothing()
    {
        Assert.ThrowsAny<IOException>(() => PackWriter.Write(_folder["missing/test.pack"], [Blob("a")]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Writer_WhereTheNameIsAFolder_LeavesNoTemporaryFile()
    {
        Directory.CreateDirectory(PackPath);

        Assert.ThrowsAny<Exception>(() => PackWriter.Write(PackPath, [Blob("a")]));

        Assert.Equal([PackPath], Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Pack_AnyByteChanged_IsRefusedNeverMisread()
    {
        PackBlob[] blobs = [Blob("first"), Blob("second"), Blob("")];
        PackWriter.Write(PackPath, blobs);
        var sound = File.ReadAllBytes(PackPath);

        for (var at = 0; at < sound.Length; at++)
        {
            var damaged = sound.ToArray();
            damaged[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(PackPath, damaged);
            var refused = Assert.Throws<PackUnreadableException>(() => ReadAll(blobs));
            Assert.Contains(PackPath, refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Pack_CutAtAnyLength_IsRefused()
    {
        PackBlob[] blobs = [Blob("first"), Blob("second")];
        PackWriter.Write(PackPath, blobs);
        var sound = File.ReadAllBytes(PackPath);

        for (var length = 0; length < sound.Length; length++)
        {
            File.WriteAllBytes(PackPath, sound[..length]);
            Assert.Throws<PackUnreadableException>(() => ReadAll(blobs));
        }
    }

    [Fact]
    public void Blob_DamagedInAnOpenPack_IsNamedAndTheOthersAreRead()
    {
        PackWriter.Write(PackPath, [Blob("first"), Blob("second")]);
        using var pack = PackFile.Open(PackPath);
        var file = File.ReadAllBytes(PackPath);
        file[PackFormat.HeaderSize] ^= 1;
        File.WriteAllBytes(PackPath, file);

        var refused = Assert.Throws<PackUnreadableException>(() => pack.TryRead(Digest.Of("first"u8), out _));

        Assert.Contains(Digest.Of("first"u8).ToString(), refused.Message, StringComparison.Ordinal);
        Assert.Equal("second"u8.ToArray(), Read(pack, Digest.Of("second"u8)));
    }

    [Fact]
    public void Pack_OfANewerFormat_IsRefusedByItsNumber()
    {
        PackWriter.Write(PackPath, [Blob("a")]);
        var file = File.ReadAllBytes(PackPath);
        file[PackFormat.HeaderSize - 1]++;
        File.WriteAllBytes(PackPath, file);

        Assert.Contains("format", Assert.Throws<PackUnreadableException>(() => PackFile.Open(PackPath)).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Pack_Missing_IsNotTakenForDamaged() =>
        Assert.ThrowsAny<IOException>(() => PackFile.Open(_folder["absent.pack"]));

    private void ReadAll(PackBlob[] blobs)
    {
        using var pack = PackFile.Open(PackPath);
        foreach (var blob in blobs)
            Read(pack, blob.Digest);
    }

    private static byte[] Read(PackFile pack, Digest digest) =>
        pack.TryRead(digest, out var content) ? content.Value.ToArray() : throw new KeyNotFoundException(digest.ToString());

    private static PackBlob Blob(string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        return new PackBlob(Digest.Of(bytes), bytes);
    }
}
