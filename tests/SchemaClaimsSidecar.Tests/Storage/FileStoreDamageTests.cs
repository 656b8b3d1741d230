using System.Text;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Packs;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Tests.Snapshots;
using Testing;

namespace SchemaClaimsSidecar.Tests.Storage;

public sealed class FileStoreDamageTests : IDisposable
{
    private const int Releases = 4;

    private readonly TemporaryFolder _folder = new();

    private string Folder => _folder["store"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task OneBitFlippedAnywhere_IsHarmlessOrNamedNeverServed(int seed)
    {
        var random = new Random(seed);
        var snapshots = await FileStoreFixture.FillAsync(Folder, Releases);
        var files = Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length > 0).ToArray();
        var contents = files.ToDictionary(file => file, File.ReadAllBytes);

        for (var round = 0; round < 100; round++)
        {
            foreach (var (path, content) in contents)
                await File.WriteAllBytesAsync(path, content);
            var file = files[random.Next(files.Length)];
            var (at, bit) = (random.Next(contents[file].Length), random.Next(8));
            var flipped = contents[file].ToArray();
            flipped[at] ^= (byte)(1 << bit);
            await File.WriteAllBytesAsync(file, flipped);

            var damages = await ReadEverythingAsync(snapshots);

            var isNamed = damages.Any(damage => damage.Contains(Path.GetFileName(file), StringComparison.Ordinal));
            var isHarmless = damages.Count == 0 && Path.GetFileName(file) == "store.json";
            Assert.True(
                isNamed || isHarmless,
                $"seed {seed}, round {round}: bit {bit} of byte {at} of {file} was flipped; found: {string.Join("; ", damages)}");
        }
    }

    [Fact]
    public async Task CurrentSnapshot_Damaged_IsNotServedAndPublishingAgainHealsIt()
    {
        await FileStoreFixture.FillAsync(Folder, 2);
        var pack = Flip(2, "claims of 1");

        await using (var store = FileStoreFixture.Open(Folder))
        {
            var damaged = await Assert.ThrowsAsync<StoreDamagedException>(async () => await store.ReadCurrentAsync(default));
            Assert.Contains(pack, damaged.Message, StringComparison.Ordinal);
            Assert.Equal(2, (await store.ListAsync(1, default))[0].Record.Generation);

            await store.AppendAsync(2, "of 1");
        }

        await using var reopened = FileStoreFixture.Open(Folder);
        var healed = (await reopened.ReadCurrentAsync(default))!.Snapshot;
        Assert.Contains("claims of 1", FileStoreFixture.Describe(healed), StringComparison.Ordinal);
        Assert.Empty((await reopened.VerifyAsync(default)).Damages);
    }

    [Fact]
    public async Task ReusedBlob_Damaged_IsWrittenAnew()
    {
        await FileStoreFixture.FillAsync(Folder, 2);
        Flip(1, "schools");

        await using (var store = FileStoreFixture.Open(Folder))
            await store.AppendAsync(2, "third");

        await using var reopened = FileStoreFixture.Open(Folder);
        var healed = (await reopened.ReadCurrentAsync(default))!.Snapshot;
        Assert.Contains("schools", FileStoreFixture.Describe(healed), StringComparison.Ordinal);
        Assert.Empty((await reopened.VerifyAsync(default)).Damages);
    }

    [Fact]
    public async Task Blob_FoundDamagedByVerify_IsWrittenAnewByTheNextRelease()
    {
        await FileStoreFixture.FillAsync(Folder, 1);
        await using var store = FileStoreFixture.Open(Folder);
        await store.ReadCurrentAsync(default);
        Flip(1, "schools");

        Assert.Contains(PathOf(1), Assert.Single((await store.VerifyAsync(default)).Damages), StringComparison.Ordinal);
        await store.AppendAsync(1, "second");

        Assert.DoesNotContain((await store.VerifyAsync(default)).Damages, damage => damage.Contains("blob", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pack_WithADamagedIndex_IsNamedAndReleasesThatDoNotNeedItAreRead()
    {
        await FileStoreFixture.FillAsync(Folder, 3);
        var bytes = await File.ReadAllBytesAsync(PathOf(2));
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(PathOf(2), bytes);

        await using var store = FileStoreFixture.Open(Folder);

        Assert.Equal(3, (await store.ReadCurrentAsync(default))!.Release.Record.Generation);
        var releases = await store.ListAsync(3, default);
        Assert.NotNull(await store.ReadSnapshotAsync(releases[2].SnapshotId, default));
        await Assert.ThrowsAsync<StoreDamagedException>(() => store.ReadSnapshotAsync(releases[1].SnapshotId, default));
        Assert.Contains((await store.VerifyAsync(default)).Damages, damage => damage.Contains(PathOf(2), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pack_Deleted_IsNamedByVerify()
    {
        await FileStoreFixture.FillAsync(Folder, 3);
        await using var open = FileStoreFixture.Open(Folder);
        File.Delete(PathOf(1));

        Assert.Contains(PathOf(1), Assert.Single((await open.VerifyAsync(default)).Damages, IsAboutTheFile), StringComparison.Ordinal);
        await open.DisposeAsync();

        await using var reopened = FileStoreFixture.Open(Folder);
        Assert.Equal(3, (await reopened.VerifyAsync(default)).Damages.Count);

        bool IsAboutTheFile(string damage) => damage.Contains("gone", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Release_OfWhatIsThereAlready_WritesOnlyWhatIsNew()
    {
        await using var store = FileStoreFixture.Open(Folder);
        await store.AppendAsync(0, "first");
        var snapshot = SnapshotSamples.Snapshot("students first", "schools", "new claims", out var inputs);

        await store.AppendAsync(new NewRelease(1, snapshot, inputs, "upload", "ann", ""), default);
        await store.AppendAsync(new NewRelease(2, snapshot, [], "rollback", "ann", ""), default);

        using var pack = PackFile.Open(PathOf(2));
        Assert.Equal(
            new[] { snapshot.Id, inputs[1].Digest, Digest.Of("new claims"u8) }.Order(), pack.Entries.Select(entry => entry.Digest).Order());
        Assert.False(File.Exists(PathOf(3)));
    }

    private async Task<List<string>> ReadEverythingAsync(Dictionary<Digest, string> snapshots)
    {
        var damages = new List<string>();
        try
        {
            await using var store = FileStoreFixture.Open(Folder);
            damages.AddRange((await store.VerifyAsync(default)).Damages);
            await TryAsync(async () => Check((await store.ReadCurrentAsync(default))!.Snapshot));
            foreach (var id in snapshots.Keys)
                await TryAsync(async () => Check((await store.ReadSnapshotAsync(id, default))!));
            await TryAsync(async () => Assert.Equal(
                snapshots.Keys.Reverse(), (await store.ListAsync(9, default)).Select(release => release.SnapshotId)));
        }
        catch (Exception refused) when (refused is StoreDamagedException or StoreUnavailableException)
        {
            damages.Add(refused.Message);
        }

        return damages;

        void Check(Snapshot snapshot) => Assert.Equal(snapshots[snapshot.Id], FileStoreFixture.Describe(snapshot));

        async Task TryAsync(Func<Task> read)
        {
            try
            {
                await read();
            }
            catch (StoreDamagedException damaged)
            {
                damages.Add(damaged.Message);
            }
        }
    }

    private string PathOf(long generation) => new StoreLayout(Folder).Pack(generation);

    /// <summary>Damages the blob in a pack that has this text.</summary>
    private string Flip(long generation, string text)
    {
        var path = PathOf(generation);
        using var pack = PackFile.Open(path);
        var blob = pack.Entries.Single(entry => entry.Digest == Digest.Of(Encoding.UTF8.GetBytes(text)));
        var bytes = File.ReadAllBytes(path);
        bytes[blob.Offset] ^= 1;
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
