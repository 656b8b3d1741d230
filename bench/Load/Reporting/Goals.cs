using Load.Scenarios;

namespace Load.Reporting;

/// <summary>The goals of the sidecar mode, held against a comparison.</summary>
internal static class Goals
{
    private const int Plateau = 6;

    public static IEnumerable<Goal> Of(Comparison comparison)
    {
        var loads = JudgedLoad.Of(comparison.Sidecar);
        return
        [
            NoPause(loads, Situation.Upload, "schema uploads"),
            NoPause(loads, Situation.Refresh, "claims refreshes"),
            NothingAdded(loads, Situation.Upload, "schema uploads"),
            NothingAdded(loads, Situation.Refresh, "claims refreshes"),
            SessionsFollow(comparison),
            NoFailure(comparison),
        ];
    }

    private static Goal NoPause(IReadOnlyList<JudgedLoad> loads, Situation situation, string when)
    {
        var (turns, controls) = (All(loads, situation), All(loads, Situation.Control));
        return new Goal(
            Format.Invariant($"no request over {Turn.MostOfSteadyP99} × steady p99 during {when}"),
            Format.Invariant($"kept in {turns.Count(turn => turn.IsKept)} of {turns.Length} turns; in {controls.Count(turn => turn.IsKept)} ")
                + Format.Invariant($"of {controls.Length} in which nothing went on"),
            turns.All(turn => turn.IsKept));
    }

    private static Goal NothingAdded(IReadOnlyList<JudgedLoad> loads, Situation situation, string what)
    {
        var added = new AddedRequests(loads, situation);
        return new Goal(
            Format.Invariant(
                $"{what} add no request over {Turn.MostOfSteadyP99} × steady p99 ({RankTest.Confidence:0 %} confidence)"),
            Format.Invariant($"{added.During}, without {added.Without}; chance {added.Chance:0.000}"),
            !added.IsMore);
    }

    private static Turn[] All(IReadOnlyList<JudgedLoad> loads, Situation situation) => [.. loads.SelectMany(load => load.Of(situation))];

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
