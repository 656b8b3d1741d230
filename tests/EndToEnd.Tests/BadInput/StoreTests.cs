using EndToEnd.Tests.Support;
using Testing;

namespace EndToEnd.Tests.BadInput;

public sealed class StoreTests : IDisposable
{
    private const int DiskBytes = 4 * 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [MountFact]
    public async Task Upload_ToAFullDisk_SaysSoAndTheLastReleaseStands()
    {
        using var disk = TinyFileSystem.Mount(DiskBytes);
        var place = Place.In(_folder.Path) with { Store = disk["store"] };
        await using var sidecar = await SidecarProcess.StartAsync(place);

        await RefuseAndRecoverAsync(
            place, "Free some space and try again.", () => Task.Run(() => disk.FillUpTo(0)), () => Task.Run(disk.Relieve));
    }

    [MountFact]
    public async Task Upload_ToAStoreThatHasBecomeReadOnly_SaysSoAndTheLastReleaseStands()
    {
        var place = Place.In(_folder.Path);
        await using var sidecar = await SidecarProcess.StartAsync(place);
        ReadOnlyView? view = null;

        await RefuseAndRecoverAsync(
            place, "Mount the file system writable, or choose another folder.",
            async () => view = await ReadOnlyView.OfAsync(Path.Combine(place.Store, "packs")),
            async () => await view!.DisposeAsync());
    }

    [MountFact]
    public async Task Serve_OnAReadOnlyStore_EndsWithOneMessageAndTheLastReleaseStands()
    {
        using var disk = TinyFileSystem.Mount(DiskBytes);
        var place = Place.In(_folder.Path) with { Store = disk["store"] };
        using var administrator = new Administrator(place.AdminSocket);
        await using (var sidecar = await SidecarProcess.StartAsync(place))
        {
            await administrator.PublishAsync(Samples.Marked("first"));
            await sidecar.StopAsync();
        }

        disk.Remount(readOnly: true);
        var serve = (await Tool.RunAsync(place.Arguments)).Ended(1);
        disk.Remount(readOnly: false);

        Assert.StartsWith($"The sidecar cannot start: The store '{place.Store}' cannot be ", serve.Error, StringComparison.Ordinal);
        Assert.EndsWith("Mount the file system writable, or choose another folder.", serve.Error.Trim(), StringComparison.Ordinal);
        await using var again = await SidecarProcess.StartAsync(place);
        Assert.Single(await administrator.HistoryAsync());
    }

    [Fact]
    public async Task Serve_OnADamagedStore_EndsWithOneMessage()
    {
        var place = Place.In(_folder.Path);
        await using (var sidecar = await SidecarProcess.StartAsync(place))
            await sidecar.StopAsync();
        File.Delete(Path.Combine(place.Store, "releases.log"));

        var serve = (await Tool.RunAsync(place.Arguments)).Ended(1);

        Assert.Matches(@"^The sidecar cannot start: '.*releases\.log' is gone\. Restore it from a backup, .*$", serve.Error.Trim());
    }

    [Fact]
    public async Task Serve_OnAStoreThatIsInUse_EndsWithOneMessageAndTheFirstGoesOn()
    {
        var place = Place.In(_folder.Path);
        await using var sidecar = await SidecarProcess.StartAsync(place);
        await using var follower = new Follower(place.DmsSocket);
        using var administrator = new Administrator(place.AdminSocket);
        var second = Place.In(_folder.Path) with { Listen = "unix://" + _folder["dms2.sock"], AdminSocket = _folder["admin2.sock"] };

        var serve = (await Tool.RunAsync(second.Arguments)).Ended(1);

        Assert.Matches("^The sidecar cannot start: The store '.*' is in use by another process\\. .*$", serve.Error.Trim());
        var published = await administrator.PublishAsync(Samples.Marked("first"));
        await follower.WaitForAsync(published.Position.Generation);
        Assert.Empty(follower.Endings);
    }

    [Fact]
    public async Task Serve_OnAStoreThatIsAFile_EndsWithOneMessage()
    {
        var place = Place.In(_folder.Path);
        await File.WriteAllTextAsync(place.Store, "");

        var serve = (await Tool.RunAsync(place.Arguments)).Ended(1);

        Assert.Equal($"The sidecar cannot start: The store '{place.Store}' is a file. Name a folder.", serve.Error.Trim());
    }

    private static async Task RefuseAndRecoverAsync(Place place, string advice, Func<Task> obstruct, Func<Task> relieve)
    {
        using var administrator = new Administrator(place.AdminSocket);
        await using var follower = new Follower(place.DmsSocket);
        await administrator.PublishAsync(Samples.Marked("first"));
        await follower.WaitForAsync(1);
        var before = await administrator.HistoryAsync();

        await obstruct();
        ProgramRun upload;
        try
        {
            upload = await Tool.RunAsync(place.Variables, "upload", "--core", Samples.Core);
        }
        finally
        {
            await relieve();
        }

        // What cannot be put on record is not done either, and the record may be the first that finds no room.
        Assert.Matches(
            "^Nothing was (published, since the store|done, since the audit log) '.*' cannot be written: ", upload.Ended(1).Error);
        Assert.EndsWith(advice, upload.Error.Trim(), StringComparison.Ordinal);
        Assert.Equal(before, await administrator.HistoryAsync());
        Assert.Empty((await administrator.VerifyAsync()).Damages);
        (await Tool.RunAsync(place.Variables, "upload", "--core", Samples.Core)).Ended(0);
        await follower.WaitForAsync(2);
        Assert.Equal([1, 2], follower.Received.Select(release => release.Generation));
        Assert.Empty(follower.Endings);
    }
}
