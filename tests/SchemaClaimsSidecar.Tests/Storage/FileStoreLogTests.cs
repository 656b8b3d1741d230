using System.Text;
using SchemaClaimsSidecar.Storage;
using Testing;

namespace SchemaClaimsSidecar.Tests.Storage;

public sealed class FileStoreLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Folder => _folder["store"];

    private string Log => Path.Combine(Folder, "releases.log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task LastLine_TornAtAnyByte_IsCutOffAndTheStoreGoesOn()
    {
        await FileStoreFixture.FillAsync(Folder, 2);
        var before = await File.ReadAllBytesAsync(Log);
        await using (var store = FileStoreFixture.Open(Folder))
            await store.AppendAsync(2, "third");
        var after = await File.ReadAllBytesAsync(Log);
        var pack = await File.ReadAllBytesAsync(PackOf(3));

        for (var length = before.Length; length < after.Length; length++)
        {
            await File.WriteAllBytesAsync(Log, after[..length]);
            await File.WriteAllBytesAsync(PackOf(3), pack);

            await using var store = FileStoreFixture.Open(Folder);
            Assert.Equal(2, (await store.ReadCurrentAsync(default))!.Release.Record.Generation);
            Assert.Equal(before, await ReadLogAsync());
            Assert.False(File.Exists(PackOf(3)));
        }

        await using (var store = FileStoreFixture.Open(Folder))
            Assert.Equal(3, (await store.AppendAsync(2, "third")).Record.Generation);
        Assert.Equal(after, await File.ReadAllBytesAsync(Log));
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("remove first")]
    [InlineData("swap")]
    [InlineData("repeat")]
    [InlineData("edit")]
    [InlineData("join")]
    [InlineData("line feed of the last")]
    public async Task Line_RemovedMovedOrEdited_IsNamedAndNothingIsServed(string change)
    {
        await FileStoreFixture.FillAsync(Folder, 4);
        var lines = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(Log)).TrimEnd('\n').Split('\n').ToList();
        var (expectedLine, text) = change switch
        {
            "remove" => (2, Join([lines[0], lines[2], lines[3]])),
            "remove first" => (1, Join(lines[1..])),
            "swap" => (2, Join([lines[0], lines[2], lines[1], lines[3]])),
            "repeat" => (3, Join([lines[0], lines[1], lines[1], lines[2], lines[3]])),
            "edit" => (3, Join(lines).Replace("\"generation\":3", "\"generation\":9", StringComparison.Ordinal)),
            "join" => (2, Join([lines[0], lines[1] + ' ' + lines[2], lines[3]])),
            _ => (4, Join(lines)[..^1] + '*'),
        };
        await File.WriteAllTextAsync(Log, text);

        var damaged = Assert.Throws<StoreDamagedException>(() => FileStoreFixture.Open(Folder));

        Assert.Contains($"'{Log}' is damaged at line {expectedLine}", damaged.Message, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(Log));
    }

    [Fact]
    public async Task Log_ThatLostItsLastLines_IsNoticedByTheirPacks()
    {
        await FileStoreFixture.FillAsync(Folder, 4);
        var lines = await File.ReadAllLinesAsync(Log);
        await File.WriteAllTextAsync(Log, Join([.. lines[..2]]));

        var damaged = Assert.Throws<StoreDamagedException>(() => FileStoreFixture.Open(Folder));

        Assert.Contains(Log, damaged.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(PackOf(4)));
    }

    [Fact]
    public async Task Log_OfAnotherStore_IsRefused()
    {
        await FileStoreFixture.FillAsync(Folder, 2);
        await FileStoreFixture.FillAsync(_folder["other"], 2);
        File.Copy(_folder["other/releases.log"], Log, overwrite: true);

        Assert.Throws<StoreDamagedException>(() => FileStoreFixture.Open(Folder));
    }

    [Fact]
    public async Task Log_ChangedWhileTheStoreIsOpen_IsNotServed()
    {
        await FileStoreFixture.FillAsync(Folder, 3);
        await using var store = FileStoreFixture.Open(Folder);
        var bytes = await ReadLogAsync();
        bytes[bytes.Length / 2] ^= 1;
        await WriteLogAsync(bytes);

        var damaged = await Assert.ThrowsAsync<StoreDamagedException>(() => store.ListAsync(3, default));

        Assert.Contains("line 2", damaged.Message, StringComparison.Ordinal);
        Assert.Contains((await store.VerifyAsync(default)).Damages, damage => damage == damaged.Message);
        Assert.Equal(3, Assert.Single(await store.ListAsync(1, default)).Record.Generation);
    }

    private static string Join(List<string> lines) => string.Concat(lines.Select(line => line + '\n'));

    private string PackOf(long generation) => new StoreLayout(Folder).Pack(generation);

    private async Task<byte[]> ReadLogAsync()
    {
        await using var file = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes);
        return bytes;
    }

    private async Task WriteLogAsync(byte[] bytes)
    {
        await using var file = new FileStream(Log, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        await file.WriteAsync(bytes);
    }
}
