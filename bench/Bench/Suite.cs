using System.Diagnostics;
using Bench.Authorization;
using Bench.Cascades;
using Bench.Claims;
using Bench.Delta;
using Bench.Fleet;
using Bench.Pods;
using Bench.Queries;
using Bench.Read;
using Bench.Reporting;
using Bench.Requests;
using Bench.Scale;
using Bench.Schema;
using Bench.StartStop;
using Bench.Wire;

namespace Bench;

/// <summary>All benchmarks, run one after the other.</summary>
internal static class Suite
{
    public const string All = "all";

    private static readonly IBenchmark[] Benchmarks =
    [
        new ReadBenchmark(), new WireBenchmark(), new ClaimsBenchmark(), new SchemaBenchmark(),
        new DeltaBenchmark(), new FleetBenchmark(), new PodsBenchmark(), new ScaleBenchmark(), new RequestsBenchmark(), new CascadeBenchmark(),
        new AuthorizationBenchmark(), new QueriesBenchmark(), new StartStopBenchmark(),
    ];

    /// <summary>What the command line calls them, in the order in which they run.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Benchmarks.Select(benchmark => benchmark.Name)];

    public static async Task<int> RunAsync(string[] names, bool write, CancellationToken cancellationToken)
    {
        var sections = new List<Section>();
        foreach (var benchmark in Benchmarks.Where(benchmark => names.Contains(All) || names.Contains(benchmark.Name)))
        {
            var began = Stopwatch.GetTimestamp();
            var section = await benchmark.RunAsync(cancellationToken);
            Console.WriteLine(section.ToMarkdown());
            Console.WriteLine($"({benchmark.Name} took {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s)");
            Console.WriteLine();
            sections.Add(section);
        }

        if (write)
            BenchmarksPage.Update(sections);
        return 0;
    }
}
