using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.Cli;

public sealed class VerifyTests : IAsyncLifetime
{
    private readonly SidecarFixture _sidecar = new();

    public Task InitializeAsync() => _sidecar.InitializeAsync();

    public Task DisposeAsync() => _sidecar.DisposeAsync();

    [Fact]
    public async Task Verify_OfASoundStore_CountsWhatItRead()
    {
        await _sidecar.PublishAsync();
        await _sidecar.PublishAsync();

        var table = (await _sidecar.RunAsync("verify")).Ended(0);
        var json = Json.Of((await _sidecar.RunAsync("verify", "-o", "json")).Ended(0));

        Assert.Matches(@"^2 releases, \d+ blobs, \d+ bytes: sound\.$", table.Output.Trim());
        Assert.Equal(["releases", "blobs", "bytes", "damages"], json.Names());
        Assert.Equal(2ul, json.Long("releases"));
        Assert.Empty(json.Texts("damages"));
    }

    [Fact]
    public async Task Verify_OfADamagedStore_NamesTheFileAndEndsWith1()
    {
        await _sidecar.PublishAsync();
        var latest = await _sidecar.PublishAsync();
        var pack = Directory.GetFiles(Path.Combine(_sidecar.Place.Store, "packs")).Order().First();
        FlipAByteOf(pack);

        var table = (await _sidecar.RunAsync("verify")).Ended(1);
        var json = Json.Of((await _sidecar.RunAsync("verify", "-o", "json")).Ended(1));

        Assert.Contains("damaged: ", table.Output, StringComparison.Ordinal);
        Assert.Contains(pack, table.Output, StringComparison.Ordinal);
        Assert.All(json.Texts("damages"), damage => Assert.Contains(pack, damage, StringComparison.Ordinal));
        await using var follower = new Follower(_sidecar.Place.DmsSocket);
        Assert.Equal(latest.SnapshotId, (await follower.WaitForAsync(latest.Position.Generation)).Manifest.SnapshotId.ToString());
    }

    private static void FlipAByteOf(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
