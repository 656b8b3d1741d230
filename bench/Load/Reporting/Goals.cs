using Load.Scenarios;

namespace Load.Reporting;

/// <summary>The goals of the sidecar mode, held against a comparison.</summary>
internal static class Goals
{
    private const int Plateau = 6;

    public static IEnumerable<Goal> Of(Comparison comparison) =>
    [
        NoPause(In(comparison, Situation.Upload), "schema uploads"),
        NoPause(In(comparison, Situation.Refresh), "claims refreshes"),
        NothingAdded(In(comparison, Situation.Upload), "schema uploads"),
        NothingAdded(In(comparison, Situation.Refresh), "claims refreshes"),
        SessionsFollow(comparison),
        NoFailure(comparison),
    ];

    private static Disturbed[] In(Comparison comparison, Situation situation) =>
        [.. comparison.Disturbed.Where(row => row.Slice.Situation == situation)];

    private static Goal NoPause(IReadOnlyList<Disturbed> rows, string when)
    {
        var kept = rows.Count(row => row.IsKept);
        var (least, most) = (rows.Min(row => row.Slowest), rows.Max(row => row.Slowest));
        return new Goal(
            Format.Invariant($"no request over {Disturbed.MostOfSteadyP99} × steady p99 during {when}"),
            Format.Invariant(
                $"slowest {Format.Digits(least)} to {Format.Digits(most)} × p99; kept in {kept} of {rows.Count} rows"),
            kept == rows.Count);
    }

    private static Goal NothingAdded(IReadOnlyList<Disturbed> rows, string what)
    {
        var above = rows.Where(row => row.AddsSlowRequests).ToArray();
        var worst = rows.MinBy(row => FisherTest.Chance(row.Over, row.SteadyOver))!;
        return new Goal(
            Format.Invariant(
                $"{what} add no request over {Disturbed.MostOfSteadyP99} × steady p99 ({FisherTest.Confidence:0 %} confidence)"),
            Format.Invariant(
                $"more in {above.Length} of {rows.Count} rows; nearest to it: {worst.Over}, steady {worst.SteadyOver}"),
            above.Length == 0);
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
