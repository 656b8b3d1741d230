using HdrHistogram;
using Load.Driving;

namespace Load.Recording;

/// <summary>A histogram of latencies: from a microsecond to an hour, within a thousandth.</summary>
internal sealed class Latencies
{
    private const long HighestMicroseconds = 3_600_000_000;
    private const int Digits = 3;

    private readonly LongHistogram _histogram = new(HighestMicroseconds, Digits);

    public Latencies(IEnumerable<Outcome> outcomes)
    {
        foreach (var outcome in outcomes)
            _histogram.RecordValue(Math.Clamp((long)(outcome.LatencySeconds * 1e6), 1, HighestMicroseconds));
    }

    /// <summary>Milliseconds.</summary>
    public double Max => _histogram.GetMaxValue() / 1e3;

    /// <summary>So many percent took at most so many milliseconds.</summary>
    public double At(double percent) => _histogram.GetValueAtPercentile(percent) / 1e3;
}
