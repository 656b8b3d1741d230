using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Tests.Snapshots;
using Testing;

namespace SchemaClaimsSidecar.Tests.Storage;

public sealed class FileStoreFullDiskTests
{
    private const int Page = 4096;

    // Longer than a page, so that the log needs new pages for every release.
    private static readonly string LongReason = new('r', 3 * Page);

    [MountFact]
    public async Task Append_WithAnyNumberOfPagesLeft_IsWholeOrLeavesNothing()
    {
        using var disk = TinyFileSystem.Mount(64 * Page);
        var store = FileStoreFixture.Open(disk["store"]);
        var generation = (await store.AppendAsync(0, "first", LongReason)).Record.Generation;
        var before = await FilesAsync(disk["store"]);
        var failures = 0;

        for (var pages = 0; ; pages++)
        {
            disk.FillUpTo(pages * Page);
            try
            {
                generation = (await store.AppendAsync(generation, $"with {pages} pages", LongReason)).Record.Generation;
                break;
            }
            catch (StoreUnavailableException full)
            {
                failures++;
                Assert.Contains(disk["store"], full.Message, StringComparison.Ordinal);
                Assert.Contains("Free some space", full.Message, StringComparison.Ordinal);
                Assert.Equal(generation, (await store.ReadCurrentAsync(default))!.Release.Record.Generation);
                Assert.Equal(before, await FilesAsync(disk["store"]));
            }

            disk.Relieve();
        }

        // The pack takes a page, the log three or four: both have been refused on the way.
        Assert.InRange(failures, 3, 10);
        disk.Relieve();
        await store.AppendAsync(generation, "after");
        await store.DisposeAsync();
        await using var reopened = FileStoreFixture.Open(disk["store"]);
        Assert.Equal(generation + 1, (await reopened.ReadCurrentAsync(default))!.Release.Record.Generation);
        Assert.Empty((await reopened.VerifyAsync(default)).Damages);
    }

    [MountFact]
    public async Task Open_OnAFullDisk_SaysSoAndLaterBegins()
    {
        using var disk = TinyFileSystem.Mount(16 * Page);
        disk.FillUpTo(0);

        var refused = Assert.Throws<StoreUnavailableException>(() => FileStoreFixture.Open(disk["store"]));

        Assert.Contains("Free some space", refused.Message, StringComparison.Ordinal);
        disk.Relieve();
        await using var store = FileStoreFixture.Open(disk["store"]);
        Assert.Null(await store.ReadCurrentAsync(default));
    }

    [MountFact]
    public async Task Append_OnADiskMadeReadOnly_SaysSoAndLaterWorks()
    {
        using var disk = TinyFileSystem.Mount(64 * Page);
        await FileStoreFixture.FillAsync(disk["store"], 1);
        disk.Remount(readOnly: true);

        var refused = Assert.Throws<StoreUnavailableException>(() => FileStoreFixture.Open(disk["store"]));

        Assert.Contains("Mount the file system writable", refused.Message, StringComparison.Ordinal);
        disk.Remount(readOnly: false);
        await using var store = FileStoreFixture.Open(disk["store"]);
        await store.AppendAsync(1, "second");
    }

    [AppendOnlyMountFact]
    public async Task Append_ThatCannotBeUndone_IsTheLastUntilTheStoreIsOpenedAnew()
    {
        using var disk = TinyFileSystem.Mount(64 * Page);
        var store = FileStoreFixture.Open(disk["store"]);
        await store.AppendAsync(0, "first");
        var snapshot = SnapshotSamples.Snapshot("students first", "schools", "claims first", out _);
        disk.FillUpTo(Page);
        disk.SetAppendOnly("store/releases.log", on: true);

        var rollback = new NewRelease(1, snapshot, Array.Empty<InputDocument>(), "rollback", "ann", LongReason);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.AppendAsync(rollback, default));
        disk.SetAppendOnly("store/releases.log", on: false);
        disk.Relieve();

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.AppendAsync(rollback, default));
        Assert.Contains("uncertain", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await store.ReadCurrentAsync(default))!.Release.Record.Generation);
        await store.DisposeAsync();
        await using var reopened = FileStoreFixture.Open(disk["store"]);
        Assert.Equal(2, (await reopened.AppendAsync(rollback, default)).Record.Generation);
        Assert.Empty((await reopened.VerifyAsync(default)).Damages);
    }

    private static async Task<SortedDictionary<string, string>> FilesAsync(string folder)
    {
        var files = new SortedDictionary<string, string>();
        foreach (var path in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) != "lock"))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes);
            files[path] = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes));
        }

        return files;
    }
}
