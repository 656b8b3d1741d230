namespace Load.Driving;

/// <summary>Moments at which independent callers arrive; the same seed gives the same moments.</summary>
internal static class PoissonSchedule
{
    /// <summary>Seconds since the beginning, in order, below <paramref name="seconds"/>.</summary>
    public static IEnumerable<double> Arrivals(int seed, double perSecond, double seconds)
    {
        var random = new Random(seed);
        for (var due = Interval(); due < seconds; due += Interval())
            yield return due;

        double Interval() => -Math.Log(1 - random.NextDouble()) / perSecond;
    }
}
