using EndToEnd.Tests.Support;
using Grpc.Core;
using Testing;

namespace EndToEnd.Tests.Chaos;

/// <summary>What a disk does to the sidecar's store.</summary>
public sealed class DiskTests
{
    private const int DiskBytes = 32 * 1024 * 1024;

    [MountFact]
    public async Task Disk_ThatIsFullForAWhile_LosesNothingThatWasAcknowledged()
    {
        using var disk = TinyFileSystem.Mount(DiskBytes);
        await using var rig = await ChaosRig.StartAsync(store: disk["store"]);

        await rig.SurviveAsync(async () =>
        {
            disk.FillUpTo(0);
            await RefuseAsync(rig, uploads: 3);
            disk.Relieve();
        });
    }

    // A crash of the machine cannot be had here: what outlives it is what was flushed, in this order, before the answer.
    [StraceFact]
    public async Task Release_Acknowledged_IsInAFlushedPackOfAFlushedFolderAndThenInAFlushedLog()
    {
        await using var rig = await ChaosRig.StartAsync();
        var trace = await FlushTrace.OfAsync(rig.Sidecar.Id);

        var (generation, _) = await rig.PublishAsync();

        var steps = (await trace.EndAsync(rig.Place.Store)).ToArray();
        var pack = Path.GetRelativePath(rig.Place.Store, LastPack(rig));
        var content = Array.FindIndex(steps, step => step.StartsWith($"flush {pack}.", StringComparison.Ordinal));
        string[] others = [$"rename {pack}", "flush packs", "flush releases.log"];
        int[] order = [content, .. others.Select(step => Array.IndexOf(steps, step))];
        Assert.Equal(2ul, generation);
        Assert.True(content >= 0 && order.SequenceEqual(order.Distinct().Order()), string.Join('\n', steps));
    }

    [StraceFact]
    public async Task Disk_WhoseFlushesFail_AcknowledgesNothingMeanwhile()
    {
        await using var rig = await ChaosRig.StartAsync();

        await rig.SurviveAsync(async () =>
        {
            await using (await FailingFlushes.OfAsync(rig.Sidecar.Id))
                await RefuseAsync(rig, uploads: 2);
            // What may or may not be on the disk after a failed flush is looked at anew.
            await rig.KillAndStartAsync();
        });
    }

    // Every other flush of a thread: what was interrupted is flushed again, and nobody is told.
    [StraceFact]
    public async Task Disk_WhoseFlushesAreInterrupted_TakesEveryRelease()
    {
        await using var rig = await ChaosRig.StartAsync();

        await rig.SurviveAsync(async () =>
        {
            await using (await FailingFlushes.OfAsync(rig.Sidecar.Id, "error=EINTR:when=1+2"))
            {
                await rig.PublishAsync();
                await rig.PublishAsync();
            }
        });
    }

    [Fact]
    public async Task Part_DamagedOnDisk_IsNamedAndNeverServed()
    {
        await using var rig = await ChaosRig.StartAsync();
        var pack = LastPack(rig);

        await rig.SurviveAsync(async () =>
        {
            Invert(pack);
            using var administrator = new Administrator(rig.Place.AdminSocket);
            var damages = (await administrator.VerifyAsync()).Damages;
            Assert.Contains(damages, damage => $"{damage}".Contains(Path.GetFileName(pack), StringComparison.Ordinal));
            // Who subscribes now gets what is sound, or nothing.
            rig.Link.Cut();
            await using var late = await WatchedClient.StartAsync(rig.Link.Socket);
            await Eventually.IsTrueAsync(() => late.Snapshots.Status is { LastHeartbeat: not null } or { ConnectionError: not null });
            Assert.Empty(late.Faults);
            Invert(pack);
        });
    }

    private static async Task RefuseAsync(ChaosRig rig, int uploads)
    {
        for (var upload = 0; upload < uploads; upload++)
        {
            var refused = await Assert.ThrowsAsync<RpcException>(rig.PublishAsync);
            Assert.Contains("cannot be written", refused.Status.Detail, StringComparison.Ordinal);
        }
    }

    private static string LastPack(ChaosRig rig) =>
        Directory.GetFiles(Path.Combine(rig.Place.Store, "packs")).Order(StringComparer.Ordinal).Last();

    // Twice is as it was.
    private static void Invert(string pack)
    {
        using var file = new FileStream(pack, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Position = file.Length / 2;
        var value = file.ReadByte();
        file.Position--;
        file.WriteByte((byte)~value);
    }
}
