using System.Diagnostics;
using Bench.Rigs;

namespace Bench.Fleet;

/// <summary>The sidecar as a process of its own, so that its memory is nobody else's. It does what the lines on its input say.</summary>
internal static class FleetSidecar
{
    public const string Verb = "fleet-sidecar";
    public const string Ready = "ready";
    public const string Publish = "publish";
    public const string Memory = "memory";
    public const string MemoryAtRest = "memory-at-rest";

    /// <summary>The bytes of the part that every release brings; more than the windows of a connection take.</summary>
    public const int Payload = 128 * 1024;

    /// <param name="socket">Where subscribers connect.</param>
    public static async Task<int> RunAsync(string socket)
    {
        using var work = new WorkFolder();
        // A frozen subscriber stays for as long as the measurement takes, and heartbeats do not disturb it.
        await using var sidecar = await SidecarRig.StartAsync(
            work, new("Listen:Dms", $"unix://{socket}"), new("Distribution:SendTimeout", "00:10:00"), new("Distribution:HeartbeatInterval", "00:05:00"));
        var snapshots = new[] { 1, 2 }.Select(seed => Releases.SnapshotOf(Releases.RandomPart(seed, Payload))).ToArray();
        var generation = 0L;
        Console.WriteLine(Ready);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            switch (line)
            {
                case Publish:
                    var release = Releases.Of(snapshots[generation % 2], ++generation);
                    var began = Stopwatch.GetTimestamp();
                    sidecar.Hub.Publish(release);
                    Console.WriteLine($"{Publish} {generation} {began} {Stopwatch.GetTimestamp()}");
                    break;
                case Memory:
                    Console.WriteLine($"{Memory} {Managed()} {Environment.WorkingSet} {Process.GetCurrentProcess().PeakWorkingSet64}");
                    break;
                case MemoryAtRest:
                    // What it gives back by itself.
                    var resident = Environment.WorkingSet;
                    Console.WriteLine($"{MemoryAtRest} {Managed()} {resident} {Process.GetCurrentProcess().PeakWorkingSet64}");
                    break;
            }
        }

        return 0;
    }

    private static long Managed()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
