namespace SchemaClaimsSidecar.Telemetry;

/// <summary>
/// The measurements with the same labels. What is observed is forgotten before it is read, so that it is added to nothing.
/// </summary>
/// <param name="bounds">The upper bounds of the buckets, ascending; empty where there are none.</param>
internal sealed class MetricSeries(double[] bounds)
{
    private readonly long[] _counts = new long[bounds.Length];

    public double Sum { get; private set; }

    public long Count { get; private set; }

    /// <summary>The bounds, and how many values were at most so large.</summary>
    public IEnumerable<(double Bound, long Count)> Buckets => bounds.Zip(_counts);

    public void Add(double value)
    {
        Sum += value;
        Count++;
        for (var bucket = bounds.Length - 1; bucket >= 0 && value <= bounds[bucket]; bucket--)
            _counts[bucket]++;
    }
}
