using Bench.Reporting;

namespace Bench;

/// <summary>One row of the numbers to beat.</summary>
internal interface IBenchmark
{
    /// <summary>What the command line calls it.</summary>
    string Name { get; }

    Task<Section> RunAsync(CancellationToken cancellationToken);
}
