using Load.Recording;
using Load.Scenarios;

namespace Load.Reporting;

/// <summary>Requests while something was uploaded or refreshed, beside those of the steady state, all rounds of both together.</summary>
/// <param name="Slice">What was driven.</param>
/// <param name="During">The rounds of it.</param>
/// <param name="Steady">The rounds of the steady state under the same load.</param>
internal sealed record Disturbed(Slice Slice, IReadOnlyList<LatencyRow> During, IReadOnlyList<LatencyRow> Steady)
{
    /// <summary>What no request should exceed, as a multiple of the steady p99.</summary>
    public const double MostOfSteadyP99 = 1.2;

    /// <summary>The p99 of the steady state: the lowest of its rounds.</summary>
    public double SteadyP99 => Steady.Min(row => row.P99Milliseconds);

    /// <summary>The p99 of its slowest round, as a multiple of the steady one.</summary>
    public double P99 => During.Max(row => row.P99Milliseconds) / SteadyP99;

    /// <summary>The slowest request, as a multiple of the steady p99.</summary>
    public double Slowest => During.Max(row => row.MaxMilliseconds) / SteadyP99;

    /// <summary>The slowest request of the steady state itself, as a multiple of its p99.</summary>
    public double SteadySlowest => Steady.Max(row => row.MaxMilliseconds) / SteadyP99;

    /// <summary>How many requests took longer than they should.</summary>
    public Share Over => CountOver(During);

    /// <summary>How many requests of the steady state itself took longer.</summary>
    public Share SteadyOver => CountOver(Steady);

    /// <summary>Whether no request took too long.</summary>
    public bool IsKept => Slowest <= MostOfSteadyP99;

    /// <summary>Whether more requests took too long than in the steady state, beyond what chance explains.</summary>
    public bool AddsSlowRequests => FisherTest.IsAbove(Over, SteadyOver);

    private Share CountOver(IEnumerable<LatencyRow> rows) =>
        Share.Of(rows.Select(row => new Share(row.CountOver(MostOfSteadyP99 * SteadyP99), row.Count)));
}
