using Load.Sampling;

namespace Load.Reporting;

/// <summary>The samples of phases, each phase by itself.</summary>
internal sealed class PhaseSamples(IReadOnlyList<IReadOnlyList<Sample>> phases)
{
    /// <summary>How fast a counter grew a second; null when it was not seen twice in a phase.</summary>
    public double? Rate(Func<Sample, double?> counter)
    {
        var (growth, seconds) = (0.0, 0.0);
        foreach (var phase in phases)
        {
            var seen = phase.Where(sample => counter(sample) is not null).ToArray();
            if (seen.Length < 2)
                continue;
            growth += counter(seen[^1])!.Value - counter(seen[0])!.Value;
            seconds += seen[^1].Seconds - seen[0].Seconds;
        }

        return seconds > 0 ? growth / seconds : null;
    }

    /// <summary>Of a gauge; null when it was not seen.</summary>
    public (double? Mean, double? Most) MeanAndMost(Func<Sample, double?> gauge)
    {
        var seen = phases.SelectMany(samples => samples).Select(gauge).OfType<double>().ToArray();
        return seen.Length == 0 ? (null, null) : (seen.Average(), seen.Max());
    }
}
