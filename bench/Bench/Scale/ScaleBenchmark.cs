using Bench.Measuring;
using Bench.Pods;
using Bench.Reporting;
using Bench.Rigs;
using static Bench.Reporting.Format;

namespace Bench.Scale;

/// <summary>What each hop takes here, and what that comes to for fleets that do not fit here.</summary>
internal sealed class ScaleBenchmark : IBenchmark
{
    private const int Payload = 340_000;
    private const int WarmUps = 20;
    private const int Rounds = 150;
    private const int DatabaseCores = 4;
    private const int Seed = 1;

    // A sidecar on the shared store has one connection to listen and one of a pool.
    private const int ConnectionsEach = 2;

    private static readonly int[] Fleets = [100, 1_000, 10_000];

    private static readonly Topology[] Topologies =
    [
        new("every pod on the database", 0, 0), new("3 hubs, a relay in each pod", 3, 0), new("3 hubs, 30 relays, a relay in each pod", 3, 30),
    ];

    public string Name => "scale";

    public async Task<Section> RunAsync(CancellationToken cancellationToken)
    {
        using var work = new WorkFolder();
        var levels = await MeasureHopsAsync(work, cancellationToken);
        var costs = new Costs(
            [.. levels.Select(one => one[0])], [.. levels.SelectMany(one => new[] { one[1] - one[0], one[2] - one[1] }).Select(hop => Math.Max(0, hop))],
            await FanOut.MeasureAsync(work, cancellationToken), await StoreRead.MeasureAsync(Payload, cancellationToken));
        return Describe(costs, levels);
    }

    private static async Task<List<double[]>> MeasureHopsAsync(WorkFolder work, CancellationToken cancellationToken)
    {
        await using var rig = await HopRig.StartAsync(work, cancellationToken);
        var levels = new List<double[]>();
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            var times = await rig.UploadAsync(SizedClaims.Make(Payload, round), cancellationToken);
            if (round >= WarmUps)
                levels.Add(Array.ConvertAll(times, time => time.TotalMilliseconds));
        }

        return levels;
    }

    private Section Describe(Costs costs, List<double[]> levels)
    {
        var hops = new Table("measured here", "p50", "p99");
        foreach (var (name, level) in new[] { "behind the sidecar with the store", "behind a relay", "behind a relay of a relay" }.Select((name, level) => (name, level)))
        {
            var samples = Sampled(levels.Select(one => one[level]));
            hops.Add($"uploaded → applied in a client {name}", Milliseconds(samples.Median), Milliseconds(samples.P99));
        }

        var relay = Sampled(costs.Relay);
        hops.Add("what a relay adds", Milliseconds(relay.Median), Milliseconds(relay.P99))
            .Add("what each further subscriber adds for the last (128 KiB)", Milliseconds(costs.Subscriber), "")
            .Add("what a sidecar asks of the database for a release", Milliseconds(costs.Read.Median), Milliseconds(costs.Read.P99));
        return new Section(
            Name,
            "fleets of 100 to 10,000 pods, simulated from measured hops",
            $"""
            {Rounds} changes of claims of {Bytes(Payload)} through a sidecar with a file store, a relay behind it and a relay behind that, each a
            process and each with a client, all on the same {Environment.ProcessorCount} cores. What a subscriber more costs is the difference
            between few and {Number(300)} more on one sidecar. The times for fleets are not measured: they come from a simulation with these
            figures (seed {Seed}), a database of {DatabaseCores} cores, and no network but this machine's. `docs/scale.md` reads them.
            """,
            [],
            [hops, Simulate(costs)]);
    }

    private static Table Simulate(Costs costs)
    {
        var simulation = new Simulation(costs, DatabaseCores, Seed);
        var table = new Table("simulated", "pods", "last pod: p50", "p99", "connections of the database", "bytes from the database", "most subscribers of a sidecar");
        foreach (var topology in Topologies)
        {
            foreach (var pods in Fleets)
            {
                var last = simulation.Run(topology, pods);
                var readers = topology.OnDatabase(pods);
                table.Add(
                    topology.Name, Number(pods), Milliseconds(last.Median), Milliseconds(last.P99), Number(ConnectionsEach * readers),
                    Bytes((double)readers * Payload), Number(topology.FanOuts(pods).DefaultIfEmpty(1).Max()));
            }
        }

        return table;
    }

    private static Samples Sampled(IEnumerable<double> milliseconds)
    {
        var samples = new Samples();
        foreach (var one in milliseconds)
            samples.Add(one);
        return samples;
    }
}
