using Bench.Measuring;

namespace Bench.Scale;

/// <summary>
/// Sends releases through fleets that are larger than this machine, by what the steps were measured to take. A database serves as many
/// sidecars at a time as it has cores, the others wait; a sidecar serves its subscribers one after the other; every hop takes what one
/// of the measured hops took.
/// </summary>
internal sealed class Simulation(Costs costs, int databaseCores, int seed)
{
    private const int Runs = 100;

    private readonly Random _random = new(seed);

    /// <summary>The time until the last pod has applied a release, in milliseconds.</summary>
    public Samples Run(Topology topology, int pods)
    {
        var last = new Samples();
        for (var run = 0; run < Runs; run++)
            last.Add(LastPod(topology, pods));
        return last;
    }

    private double LastPod(Topology topology, int pods)
    {
        var upload = costs.FirstClient[_random.Next(costs.FirstClient.Count)];
        var level = Enumerable.Range(0, topology.OnDatabase(pods)).Select(sidecar => sidecar / databaseCores * costs.Read.Median).ToArray();
        foreach (var fanOut in topology.FanOuts(pods))
            level = [.. level.SelectMany(at => Enumerable.Range(1, fanOut).Select(place => at + (place * costs.Subscriber) + Hop()))];
        return upload + level.Max();
    }

    private double Hop() => costs.Relay[_random.Next(costs.Relay.Count)];
}
