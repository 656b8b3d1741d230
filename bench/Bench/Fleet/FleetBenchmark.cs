using System.Diagnostics;
using Bench.Measuring;
using Bench.Reporting;
using Bench.Rigs;
using static Bench.Reporting.Format;

namespace Bench.Fleet;

/// <summary>A thousand subscribers, one of them frozen.</summary>
internal sealed class FleetBenchmark : IBenchmark
{
    private const int Count = 1000;
    private const double MemoryGoal = 64 * 1024;
    // "As fast as without it", within what two runs of the same thing differ by.
    private const double SpeedGoal = 1.1;
    private const int WarmUps = 3;
    private const int Blocks = 10;
    private const int PerBlock = 5;

    private readonly Samples _hub = new();
    private ulong _generation;

    public string Name => "fleet";

    public async Task<Section> RunAsync(CancellationToken cancellationToken)
    {
        using var work = new WorkFolder();
        var socket = work.NewSocket();
        using var sidecar = await SidecarControl.StartAsync(socket, cancellationToken);
        await WarmUpAsync(sidecar, socket, cancellationToken);

        var before = await sidecar.MeasureMemoryAsync(cancellationToken);
        using var subscribers = new Subscribers();
        await subscribers.ConnectAsync(socket, Count, cancellationToken);
        var connected = await sidecar.MeasureMemoryAsync(cancellationToken);

        var (all, allEach, oneFrozen, oneFrozenEach) = (new Samples(), new Samples(), new Samples(), new Samples());
        for (var block = 0; block < WarmUps + Blocks; block++)
        {
            var counts = block >= WarmUps;
            await MeasureAsync(sidecar, subscribers, counts ? all : null, allEach, cancellationToken);
            subscribers.FreezeFirst();
            await MeasureAsync(sidecar, subscribers, counts ? oneFrozen : null, oneFrozenEach, cancellationToken);
            await subscribers.ThawFirstAsync(_generation, cancellationToken);
        }

        var sent = await sidecar.MeasureMemoryAtRestAsync(cancellationToken);
        subscribers.Dispose();
        var left = await sidecar.MeasureMemoryAtRestAsync(cancellationToken);
        return Describe((all, allEach), (oneFrozen, oneFrozenEach), (before, connected, sent, left));
    }

    // What the first connections and releases of a process cost, they cost once.
    private async Task WarmUpAsync(SidecarControl sidecar, string socket, CancellationToken cancellationToken)
    {
        using var subscribers = new Subscribers();
        await subscribers.ConnectAsync(socket, 20, cancellationToken);
        for (var i = 0; i < 50; i++)
            await PublishAsync(sidecar, subscribers, cancellationToken);
    }

    private async Task MeasureAsync(
        SidecarControl sidecar, Subscribers subscribers, Samples? last, Samples each, CancellationToken cancellationToken)
    {
        for (var i = 0; i < PerBlock; i++)
        {
            var (publication, arrivals) = await PublishAsync(sidecar, subscribers, cancellationToken);
            if (last is null)
                continue;
            last.Add(Stopwatch.GetElapsedTime(publication.Began, arrivals[^1]));
            _hub.Add(Stopwatch.GetElapsedTime(publication.Began, publication.Ended));
            foreach (var arrival in arrivals)
                each.Add(Stopwatch.GetElapsedTime(publication.Began, arrival));
        }
    }

    private async Task<(Publication Publication, long[] Arrivals)> PublishAsync(
        SidecarControl sidecar, Subscribers subscribers, CancellationToken cancellationToken)
    {
        var round = subscribers.Await(++_generation);
        var publication = await sidecar.PublishAsync(cancellationToken);
        return (publication, await round.ArrivalsAsync(cancellationToken));
    }

    private Section Describe(
        (Samples Last, Samples Each) all, (Samples Last, Samples Each) oneFrozen,
        (MemoryUse Before, MemoryUse Connected, MemoryUse Sent, MemoryUse Left) memory)
    {
        var speed = oneFrozen.Last.Median / all.Last.Median;
        var (live, resident) = Each(memory.Connected);
        var (liveAtRest, residentAtRest) = Each(memory.Sent);
        var releases = $"{Number((WarmUps + Blocks) * PerBlock * 2)} releases";
        var rest = $"{SidecarControl.UntilRest.TotalSeconds} s";
        return new Section(
            Name,
            "1,000 subscribers, one of them frozen",
            $"""
            {Number(Count)} generated stubs in one process, each on its own connection over a Unix socket; the sidecar is a process of its
            own. A release brings a part of {Bytes(FleetSidecar.Payload)} of random bytes, more than the windows of a connection take.
            Measured is from the hub to the commit at each of the {Number(Count - 1)} others, while the first subscriber reads like all and
            while it does not read from its socket at all: blocks of {PerBlock} releases in turn, {Blocks} blocks each. Memory is that
            of the sidecar's process: with all connected, before the first release to them, less that before they came; and, after the
            sidecar was left alone for {rest}, with all connected after the last release, and after they left.
            """,
            [
                new Verdict(
                    "1,000 subscribers: the others while one is frozen", $"as without it (≤ {Ratio(SpeedGoal)})", Ratio(speed), speed <= SpeedGoal,
                    "The frozen subscriber holds nothing that the others need; the difference is that of two runs."),
                new Verdict(
                    "1,000 subscribers: memory for each", "≤ 64 KiB", Bytes(resident), resident <= MemoryGoal,
                    "Nearly all of it belongs to the connection: Kestrel's buffers and HTTP/2 state."),
                new Verdict(
                    $"1,000 subscribers: memory for each, {rest} after {releases}", "≤ 64 KiB", Bytes(residentAtRest),
                    residentAtRest <= MemoryGoal, "It includes the code that was compiled meanwhile."),
            ],
            [
                new Table("published → received by", "p50", "p99", "ratio of p50")
                    .Add("all others, one frozen", Milliseconds(oneFrozen.Last.Median), Milliseconds(oneFrozen.Last.P99), Ratio(speed))
                    .Add("all others, none frozen", Milliseconds(all.Last.Median), Milliseconds(all.Last.P99), Ratio(1))
                    .Add("each of the others, one frozen", Milliseconds(oneFrozen.Each.Median), Milliseconds(oneFrozen.Each.P99), Ratio(oneFrozen.Each.Median / all.Each.Median))
                    .Add("each of the others, none frozen", Milliseconds(all.Each.Median), Milliseconds(all.Each.P99), Ratio(1))
                    .Add("every mailbox (publishing itself)", Milliseconds(_hub.Median), Milliseconds(_hub.P99), ""),
                new Table("memory of the sidecar", "live objects", "resident", "most resident so far")
                    .Add("no subscribers", Bytes(memory.Before.Managed), Bytes(memory.Before.Resident), Bytes(memory.Before.Peak))
                    .Add($"{Number(Count)} subscribers", Bytes(memory.Connected.Managed), Bytes(memory.Connected.Resident), Bytes(memory.Connected.Peak))
                    .Add("… a subscriber", Bytes(live), Bytes(resident), "")
                    .Add($"{rest} after {releases} to all of them", Bytes(memory.Sent.Managed), Bytes(memory.Sent.Resident), Bytes(memory.Sent.Peak))
                    .Add("… a subscriber", Bytes(liveAtRest), Bytes(residentAtRest), "")
                    .Add($"{rest} after they left", Bytes(memory.Left.Managed), Bytes(memory.Left.Resident), Bytes(memory.Left.Peak)),
            ]);

        (double Live, double Resident) Each(MemoryUse use) =>
            ((double)(use.Managed - memory.Before.Managed) / Count, (double)(use.Resident - memory.Before.Resident) / Count);
    }
}
