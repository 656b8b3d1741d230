using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Bench.Read;

/// <summary>What BenchmarkDotNet measured of one way to read.</summary>
/// <param name="Median">Nanoseconds a read: the median of the iterations.</param>
/// <param name="Slowest">Nanoseconds a read in the slowest iteration.</param>
/// <param name="Allocated">Bytes a read.</param>
internal sealed record ReadFigures(double Median, double Slowest, long Allocated)
{
    /// <summary>Runs the benchmarks of a class.</summary>
    /// <returns>The figures by the names of the methods.</returns>
    public static Dictionary<string, ReadFigures> Measure<T>()
        where T : ReadPath
    {
        var artifacts = Directory.CreateTempSubdirectory("bench-read-");
        try
        {
            return BenchmarkRunner.Run<T>(ConfigurationFor(artifacts.FullName)).Reports
                .ToDictionary(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name, Of);
        }
        finally
        {
            artifacts.Delete(recursive: true);
        }
    }

    private static ManualConfig ConfigurationFor(string artifacts) => ManualConfig.CreateEmpty()
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(8).WithIterationCount(20).WithIterationTime(TimeInterval.FromMilliseconds(150)))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddLogger(NullLogger.Instance)
        .WithArtifactsPath(artifacts);

    private static ReadFigures Of(BenchmarkReport report) => report.ResultStatistics is { } statistics
        ? new ReadFigures(statistics.Median, statistics.Max, report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0)
        : throw new InvalidOperationException($"{report.BenchmarkCase.DisplayInfo} could not be measured.");
}
