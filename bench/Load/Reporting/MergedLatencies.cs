using Load.Recording;

namespace Load.Reporting;

/// <summary>The calls of several phases as those of one. What is not in the rows is read from their histograms, to an eightieth.</summary>
internal static class MergedLatencies
{
    /// <param name="rows">Of the same kind.</param>
    /// <param name="phase">The name of all of them.</param>
    /// <param name="seconds">How long they lasted.</param>
    public static LatencyRow Of(IReadOnlyList<LatencyRow> rows, string phase, double seconds)
    {
        if (rows.Count == 1)
            return rows[0] with { Phase = phase };
        var histogram = HistogramOf(rows);
        var count = rows.Sum(row => row.Count);
        return new LatencyRow
        {
            Phase = phase,
            Kind = rows[0].Kind,
            Count = count,
            Failed = rows.Sum(row => row.Failed),
            PerSecond = count / seconds,
            P50Milliseconds = At(50),
            P99Milliseconds = At(99),
            P999Milliseconds = At(99.9),
            MaxMilliseconds = rows.Max(row => row.MaxMilliseconds),
            Histogram = histogram,
        };

        double At(double percent) => Percentile(histogram, percent);
    }

    /// <summary>Of all calls of these rows.</summary>
    public static IReadOnlyList<LatencyBucket> HistogramOf(IEnumerable<LatencyRow> rows) =>
    [
        .. from bucket in rows.SelectMany(row => row.Histogram)
           group bucket.Count by bucket.UpToMilliseconds into same
           orderby same.Key
           select new LatencyBucket(same.Key, same.Sum()),
    ];

    /// <summary>So many percent took at most so many milliseconds.</summary>
    public static double Percentile(IReadOnlyList<LatencyBucket> histogram, double percent)
    {
        var (rank, below) = (histogram.Sum(bucket => bucket.Count) * percent / 100, 0L);
        foreach (var bucket in histogram)
        {
            below += bucket.Count;
            if (below >= rank)
                return bucket.UpToMilliseconds;
        }

        return 0;
    }
}
