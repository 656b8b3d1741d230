using Load.Sampling;

namespace Load.Reporting;

/// <summary>The samples of one phase.</summary>
internal sealed class PhaseSamples(IReadOnlyList<Sample> samples)
{
    /// <summary>How fast a counter grew a second; null when it was not seen twice.</summary>
    public double? Rate(Func<Sample, double?> counter)
    {
        var seen = samples.Where(sample => counter(sample) is not null).ToArray();
        return seen.Length < 2 ? null : (counter(seen[^1]) - counter(seen[0])) / (seen[^1].Seconds - seen[0].Seconds);
    }

    /// <summary>Of a gauge; null when it was not seen.</summary>
    public (double? Mean, double? Most) MeanAndMost(Func<Sample, double?> gauge)
    {
        var seen = samples.Select(gauge).OfType<double>().ToArray();
        return seen.Length == 0 ? (null, null) : (seen.Average(), seen.Max());
    }
}
