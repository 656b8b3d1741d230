namespace Load.Sampling;

/// <summary>Means and rates over samples. What no sample has measured is null, never zero.</summary>
/// <param name="stretches">Samples in a row. What happened between two stretches does not count.</param>
internal sealed class Window(params IReadOnlyList<IReadOnlyList<Sample>> stretches)
{
    public int Count => stretches.Sum(samples => samples.Count);

    public double Seconds => stretches.Sum(samples => samples.Count < 2 ? 0 : samples[^1].Seconds - samples[0].Seconds);

    /// <summary>The mean of a gauge.</summary>
    public double? Mean(Func<Sample, double?> gauge)
    {
        var values = stretches.SelectMany(samples => samples).Select(gauge).OfType<double>().ToArray();
        return values.Length == 0 ? null : values.Average();
    }

    /// <summary>The most of a gauge.</summary>
    public double? Most(Func<Sample, double?> gauge) => stretches.SelectMany(samples => samples).Max(gauge);

    /// <summary>How much a counter grows a second. A counter that was begun anew counts from there.</summary>
    public double? Rate(Func<Sample, double?> counter)
    {
        var (grown, seconds) = (0.0, 0.0);
        foreach (var (before, after) in stretches.SelectMany(samples => samples.Zip(samples.Skip(1))))
        {
            if (counter(after) - counter(before) is not (>= 0 and var difference))
                continue;
            grown += difference;
            seconds += after.Seconds - before.Seconds;
        }

        return seconds > 0 ? grown / seconds : null;
    }

    /// <summary>In which part of the samples a gauge is at least this, 0 to 1.</summary>
    public double? PartWith(Func<Sample, double?> gauge, double atLeast) =>
        Mean(sample => gauge(sample) is { } value ? value >= atLeast ? 1 : 0 : null);
}
