using System.Diagnostics.Metrics;

namespace SchemaClaimsSidecar.Telemetry;

/// <summary>Records how long something took, in seconds, when it is disposed.</summary>
internal readonly struct MeasuredDuration(Histogram<double> durations, TimeProvider time) : IDisposable
{
    /// <summary>From 1 millisecond, a file's fsync, to 10 seconds, a large schema on a slow machine.</summary>
    public static readonly InstrumentAdvice<double> Advice = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly long _began = time.GetTimestamp();

    /// <summary>What it was that took so long; null where a histogram measures only one thing.</summary>
    public string? Stage { get; init; }

    public void Dispose()
    {
        var seconds = time.GetElapsedTime(_began).TotalSeconds;
        if (Stage is null)
            durations.Record(seconds);
        else
            durations.Record(seconds, new KeyValuePair<string, object?>("stage", Stage));
    }
}
