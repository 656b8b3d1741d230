using Microsoft.Extensions.Logging.Abstractions;
using SchemaClaims.Contracts.Signing;
using SchemaClaimsSidecar.Fleet;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Tests.Distribution;
using Testing;

namespace SchemaClaimsSidecar.Tests.Fleet;

public sealed class LocalCopyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Packs => _folder["copy/packs"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_NewFolder_HasNothing()
    {
        using var copy = Open();

        Assert.Empty(copy.Releases);
        Assert.Empty(copy.Failure);
    }

    [Fact]
    public void Open_AfterReleasesWereKept_HasTheirBytes()
    {
        var (everybody, canary) = (Releases.Of(3, ("a", "1"), ("b", "2")), Releases.Of(4, ("a", "1"), ("b", "3")));
        using (var copy = Open())
            copy.Keep([everybody, canary]);

        using var again = Open();

        Assert.Equal([3, 4], again.Releases.Select(release => release.Release.Position.Generation));
        Assert.Equal(canary.Release.Bytes.ToArray(), again.Releases[1].Release.Bytes.ToArray());
        Assert.Equal(everybody.Snapshot.Parts.Select(part => part.Digest), again.Releases[0].Snapshot.Parts.Select(part => part.Digest));
        Assert.Equal("3"u8.ToArray(), again.Releases[1].Snapshot.Parts[1].Content.ToArray());
    }

    [Fact]
    public void Open_AfterASignedReleaseWasKept_HasItsSignatures()
    {
        var plain = Releases.Of(3, ("a", "1"));
        var signature = new ReleaseSignature("0123456789abcdef", "\n signed"u8.ToArray());
        using (var copy = Open())
            copy.Keep([plain with { Release = plain.Release.WithSignatures([signature]) }]);

        using var again = Open();

        var kept = Assert.Single(again.Releases).Release;
        Assert.Equal(plain.Release.Bytes.ToArray(), kept.Bytes.ToArray());
        Assert.Equal(signature.Value.ToArray(), Assert.Single(kept.Signatures).Value.ToArray());
    }

    [Fact]
    public void Keep_OlderRelease_ChangesNothing()
    {
        using var copy = Open();
        copy.Keep([Releases.Of(4, ("a", "4"))]);

        copy.Keep([Releases.Of(3, ("a", "3"))]);

        Assert.Equal(4, Assert.Single(copy.Releases).Release.Position.Generation);
    }

    [Fact]
    public void Keep_PartThatIsThereAlready_WritesItOnce()
    {
        using var copy = Open();
        var large = new string('x', 100_000);
        copy.Keep([Releases.Of(1, ("a", large), ("b", "1"))]);

        copy.Keep([Releases.Of(2, ("a", large), ("b", "2"))]);

        Assert.InRange(new DirectoryInfo(Packs).EnumerateFiles().Sum(file => file.Length), 100_000, 110_000);
    }

    [Fact]
    public void Keep_ReleaseAfterRelease_GivesBackTheSpaceOfOldOnes()
    {
        using (var copy = Open())
        {
            for (var generation = 1; generation <= 100; generation++)
                copy.Keep([Releases.Of(generation, ("a", new string((char)('a' + (generation % 26)), 100_000)), ("b", $"{generation}"))]);
        }

        Assert.InRange(new DirectoryInfo(Packs).EnumerateFiles().Sum(file => file.Length), 100_000, 1_200_000);
        using var again = Open();
        Assert.Equal(100, Assert.Single(again.Releases).Release.Position.Generation);
    }

    [Fact]
    public void Open_DamagedPack_HasNothingAndIsMadeAnew()
    {
        using (var copy = Open())
            copy.Keep([Releases.Of(1, ("a", new string('x', 1000)))]);
        var pack = Assert.Single(Directory.GetFiles(Packs));
        var bytes = File.ReadAllBytes(pack);
        bytes[500] ^= 1;
        File.WriteAllBytes(pack, bytes);

        using (var damaged = Open())
        {
            Assert.Empty(damaged.Releases);
            damaged.Keep([Releases.Of(1, ("a", new string('x', 1000)))]);
        }

        using var again = Open();
        Assert.Equal(1000, Assert.Single(again.Releases).Snapshot.Parts[0].Content.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no release\n")]
    public void Open_OtherCurrent_HasNothing(string current)
    {
        using (var copy = Open())
            copy.Keep([Releases.Of(1, ("a", "1"))]);
        File.WriteAllText(_folder["copy/current"], current);

        using var again = Open();

        Assert.Empty(again.Releases);
    }

    [Fact]
    public void Open_FolderInUse_IsRefused()
    {
        using var copy = Open();

        Assert.Contains("in use", Assert.Throws<StoreUnavailableException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keep_FolderGone_SaysSoAndGoesOnOnceItIsBack()
    {
        using var copy = Open();
        Directory.Delete(Packs);

        copy.Keep([Releases.Of(1, ("a", "1"))]);
        Assert.Contains("cannot be written", copy.Failure, StringComparison.Ordinal);

        Directory.CreateDirectory(Packs);
        copy.Keep([Releases.Of(2, ("a", "2"))]);
        Assert.Empty(copy.Failure);
    }

    private LocalCopy Open() => LocalCopy.Open(_folder["copy"], NullLogger<LocalCopy>.Instance);
}
