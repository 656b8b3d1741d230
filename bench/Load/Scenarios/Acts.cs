namespace Load.Scenarios;

/// <summary>What is played, in which order.</summary>
internal static class Acts
{
    public const string DefaultMix = "mixed";
    public const int DefaultPoolSize = 100;
    public const int SmallPoolSize = 8;

    /// <summary>With how many users those slices are driven that are not driven with several numbers of them.</summary>
    public const int UsualClients = 8;

    // So many times do claims expire, or are refreshed, in a slice.
    private const int RefreshesInSlice = 4;

    // So long does it take until the runtime has compiled for good what a request runs through.
    private const double WarmUpSeconds = 8;

    // In the investigated mode a write takes two connections: more users would wait for each other before anything is measured.
    private const int SmallPoolWarmUpClients = SmallPoolSize / 2;

    // A sidecar asks no more often.
    private const double LeastExpirySeconds = 1;

    private static readonly TimeSpan NoExpiry = TimeSpan.FromMinutes(30);

    /// <summary>All situations, one after the other.</summary>
    public static IEnumerable<Act> OfRun(Slice slice, int poolSize) =>
    [
        new(
            poolSize, NoExpiry,
            [
                WarmUp(slice), slice with { Situation = Situation.Steady }, slice with { Situation = Situation.Upload },
                slice with { Situation = Situation.Refresh },
            ]),
        new(
            poolSize, Expiry(slice.Seconds), [WarmUp(slice) with { Round = 2 }, slice with { Situation = Situation.Outage }]),
    ];

    /// <summary>All situations at several loads, other mixes, a small pool.</summary>
    /// <param name="plan">How much of it.</param>
    /// <param name="rate">Arrivals a second of the open loop; asked for once closed loops have been driven.</param>
    public static IEnumerable<Act> OfComparison(ComparisonPlan plan, Func<double> rate)
    {
        var slice = new Slice { Situation = Situation.Steady, Clients = UsualClients, Mix = DefaultMix, Seconds = plan.Seconds };
        var most = plan.Clients.Max();
        var warmUp = slice with { Situation = Situation.WarmUp, Clients = most, Seconds = plan.WarmUpSeconds };
        yield return new Act(DefaultPoolSize, NoExpiry, AllInTurns());
        yield return new Act(
            DefaultPoolSize, Expiry(plan.Seconds),
            [warmUp with { Round = 2 }, .. AtAll(Situation.Outage), slice with { Rate = rate(), Situation = Situation.Outage }]);
        yield return new Act(
            SmallPoolSize, NoExpiry, [warmUp with { Clients = SmallPoolWarmUpClients }, .. AtAll(Situation.Steady)]);

        IEnumerable<Slice> AllInTurns()
        {
            yield return warmUp;
            var turn = slice with { Seconds = plan.TurnSeconds };
            foreach (var next in plan.Clients.SelectMany(clients => Turns.Of(turn with { Clients = clients }, plan.Cycles)))
                yield return next;
            yield return slice with { Mix = "pages" };
            yield return slice with { Mix = "cascades" };
            foreach (var next in Turns.Of(turn with { Rate = rate() }, plan.OpenCycles))
                yield return next;
        }

        IEnumerable<Slice> AtAll(Situation situation) =>
            plan.Clients.Select(clients => slice with { Clients = clients, Situation = situation });
    }

    public static Slice WarmUp(Slice slice) =>
        slice with { Situation = Situation.WarmUp, Seconds = WarmUpSeconds, Rate = null };

    /// <summary>How long claims are good, or how often a sidecar asks for them, where slices last so long.</summary>
    public static TimeSpan Expiry(double seconds) => TimeSpan.FromSeconds(Math.Max(LeastExpirySeconds, seconds / RefreshesInSlice));
}
