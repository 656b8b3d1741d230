namespace Load.Scenarios;

/// <summary>What is played, in which order.</summary>
internal static class Acts
{
    public const string DefaultMix = "mixed";
    public const int DefaultPoolSize = 100;

    /// <summary>As many times do claims expire, or are refreshed, in a slice.</summary>
    private const int RefreshesInSlice = 4;
    // So long does it take until the runtime has compiled for good what a request runs through.
    private const double WarmUpSeconds = 8;

    private static readonly TimeSpan NoExpiry = TimeSpan.FromMinutes(30);

    /// <summary>All situations, one after the other.</summary>
    public static IEnumerable<Act> OfRun(Slice slice, int poolSize) =>
    [
        new(poolSize, NoExpiry, [WarmUp(slice), slice with { Situation = Situation.Steady }, slice with { Situation = Situation.Upload }]),
        new(
            poolSize, Expiry(slice.Seconds),
            [WarmUp(slice) with { Round = 2 }, slice with { Situation = Situation.Refresh }, slice with { Situation = Situation.Outage }]),
    ];

    public static Slice WarmUp(Slice slice) => slice with { Situation = Situation.WarmUp, Seconds = WarmUpSeconds, Rate = null };

    public static TimeSpan Expiry(double seconds) => TimeSpan.FromSeconds(seconds / RefreshesInSlice);
}
