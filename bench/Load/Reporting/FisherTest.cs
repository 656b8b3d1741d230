namespace Load.Reporting;

/// <summary>
/// Whether a share is above another by more than chance explains: Fisher's exact test, one-sided. It counts instead of assuming a normal
/// distribution, which a handful of slow requests among thousands does not have.
/// </summary>
internal static class FisherTest
{
    /// <summary>How sure one must be to say that a share is above another.</summary>
    public const double Confidence = 0.99;

    /// <summary>Whether chance alone would bring a share so high only once in a hundred times.</summary>
    public static bool IsAbove(Share share, Share other) => Chance(share, other) < 1 - Confidence;

    /// <summary>
    /// How probable it is that at least so many fall into the first share if all that were counted are dealt out at random between both.
    /// </summary>
    public static double Chance(Share share, Share other)
    {
        var (counted, all) = (share.Count + other.Count, share.All + other.All);
        var logFactorials = LogFactorials(all);
        var ways = LogWays(all, counted);
        var chance = 0.0;
        for (var count = share.Count; count <= Math.Min(counted, share.All); count++)
        {
            if (counted - count <= other.All)
                chance += Math.Exp(LogWays(share.All, count) + LogWays(other.All, counted - count) - ways);
        }

        return Math.Min(1, chance);

        double LogWays(long of, long choose) => logFactorials[of] - logFactorials[choose] - logFactorials[of - choose];
    }

    private static double[] LogFactorials(long most)
    {
        var sums = new double[most + 1];
        for (var number = 1L; number <= most; number++)
            sums[number] = sums[number - 1] + Math.Log(number);
        return sums;
    }
}
