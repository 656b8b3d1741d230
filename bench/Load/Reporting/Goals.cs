using Load.Scenarios;

namespace Load.Reporting;

/// <summary>The goals of the sidecar mode, held against a comparison.</summary>
internal static class Goals
{
    /// <summary>What no request should exceed, as a multiple of the steady p99.</summary>
    public const double MostOfSteadyP99 = 1.2;

    private const int Plateau = 6;

    public static IEnumerable<Goal> Of(Comparison comparison) =>
    [
        NoPause(comparison, Situation.Upload, "schema uploads"),
        NoPause(comparison, Situation.Refresh, "claims refreshes"),
        SessionsFollow(comparison),
        NoFailure(comparison),
    ];

    /// <summary>The slowest request of a slice, as a multiple of the steady p99.</summary>
    public static double SlowestShare(Comparison comparison, Pair pair) =>
        pair.Sidecar.All.MaxMilliseconds / comparison.SteadyP99(pair.Slice);

    public static bool IsDisturbed(Pair pair) => pair.Slice.Situation is Situation.Upload or Situation.Refresh;

    private static Goal NoPause(Comparison comparison, Situation situation, string when)
    {
        var shares = comparison.Pairs.Where(pair => pair.Slice.Situation == situation)
            .Select(pair => SlowestShare(comparison, pair)).ToArray();
        var kept = shares.Count(share => share <= MostOfSteadyP99);
        return new Goal(
            Format.Invariant($"no request over {MostOfSteadyP99} × steady p99 during {when}"),
            Format.Invariant(
                $"slowest {Format.Digits(shares.Min())} to {Format.Digits(shares.Max())} × p99; kept in {kept} of {shares.Length} rows"),
            kept == shares.Length);
    }

    private static Goal SessionsFollow(Comparison comparison)
    {
        var seen = comparison.Pairs
            .Where(pair => pair.Slice is { Situation: Situation.Steady, Rate: null, Mix: Acts.DefaultMix, PoolSize: Acts.DefaultPoolSize })
            .GroupBy(pair => pair.Slice.Clients)
            .Select(group => (Clients: group.Key, Most: group.Max(pair => Sessions(pair.Sidecar))))
            .OrderBy(group => group.Clients).ToArray();
        var many = seen.Where(group => group.Clients > Plateau * 2).ToArray();
        return new Goal(
            Format.Invariant($"sessions follow the clients beyond {Plateau}, up to the pool"),
            "at most " + string.Join(", ", seen.Select(group => $"{Format.Number(group.Most)} at {group.Clients} clients")),
            many.Length > 0 && many.All(group => group.Most > Plateau)
                && many.Zip(many.Skip(1)).All(next => next.Second.Most > next.First.Most));
    }

    private static double? Sessions(PhaseFigures figures)
    {
        var atWork = figures.Active.Most + figures.IdleInTransaction.Most;
        return figures.PoolUsed.Most is { } held ? Math.Max(held, atWork ?? 0) : atWork;
    }

    private static Goal NoFailure(Comparison comparison)
    {
        var small = comparison.Pairs.Where(pair => pair.Slice.PoolSize == Acts.SmallPoolSize).ToArray();
        var (failed, all) = (small.Sum(pair => pair.Sidecar.All.Failed), small.Sum(pair => pair.Sidecar.All.Count));
        return new Goal(
            Format.Invariant($"no failed request with pool {Acts.SmallPoolSize}"),
            $"{Format.Number(failed)} of {Format.Number(all)} requests failed",
            all > 0 && failed == 0);
    }
}
