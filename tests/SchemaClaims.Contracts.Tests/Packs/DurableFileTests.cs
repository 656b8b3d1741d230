using SchemaClaims.Contracts.Packs;
using Testing;

namespace SchemaClaims.Contracts.Tests.Packs;

public sealed class DurableFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Replace_InPieces_WritesThemInOrder()
    {
        DurableFile.Replace(_folder["a"], ["one "u8.ToArray(), ReadOnlyMemory<byte>.Empty, "two"u8.ToArray()]);
        DurableFile.Replace(_folder["a"], ["three "u8.ToArray(), "four"u8.ToArray()]);

        Assert.Equal("three four", File.ReadAllText(_folder["a"]));
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [MountFact]
    public void Replace_ThatRunsOutOfSpace_LeavesWhatWas()
    {
        using var disk = TinyFileSystem.Mount(64 * 1024);
        DurableFile.Replace(disk["a"], ["first"u8.ToArray()]);

        Assert.ThrowsAny<IOException>(() => DurableFile.Replace(disk["a"], [new byte[128 * 1024]]));

        Assert.Equal("first", File.ReadAllText(disk["a"]));
        Assert.Single(Directory.EnumerateFileSystemEntries(disk.Path));
    }

    [Theory]
    [InlineData(256 * 1024)]
    [InlineData(256 * 1024 - 1, 1, 1)]
    [InlineData(100_000, 100_000, 100_000, 0, 700_001)]
    [InlineData(0)]
    public void Replace_InPiecesOfAnySize_WritesEveryByteInOrder(params int[] lengths)
    {
        var random = new Random(1);
        var pieces = lengths.Select(length =>
        {
            var piece = new byte[length];
            random.NextBytes(piece);
            return piece;
        }).ToArray();
        DurableFile.Replace(_folder["a"], [.. pieces.Select(piece => (ReadOnlyMemory<byte>)piece)]);

        Assert.Equal(pieces.SelectMany(piece => piece), File.ReadAllBytes(_folder["a"]));
    }

    [Fact]
    public void Folder_CreatedSeveralLevelsDeep_IsThere()
    {
        DurableFolder.Create(_folder["a/b/c/"]);
        DurableFolder.Create(_folder["a/b/c"]);

        Assert.True(Directory.Exists(_folder["a/b/c"]));
    }

    [Fact]
    public void Folder_WhereAFileStands_IsRefused()
    {
        File.WriteAllText(_folder["file"], "");

        Assert.ThrowsAny<IOException>(() => DurableFolder.Create(_folder["file"]));
    }

    [Fact]
    public void Flush_OfAMissingFolder_NamesIt()
    {
        var refused = Assert.Throws<IOException>(() => DurableFolder.Flush(_folder["missing"]));

        Assert.Contains(_folder["missing"], refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TemporaryFiles_LeftByACrash_AreDeletedAndOthersStay()
    {
        File.WriteAllText(_folder["1.pack.abc" + DurableFile.TemporarySuffix], "unfinished");
        File.WriteAllText(_folder["1.pack"], "finished");

        DurableFolder.DeleteTemporaryFiles(_folder.Path);

        Assert.Equal([_folder["1.pack"]], Directory.EnumerateFiles(_folder.Path));
    }
}
