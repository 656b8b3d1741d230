using Load.Recording;

namespace Load.Reporting;

/// <summary>A turn that is judged by the steady state before and after it.</summary>
/// <param name="Record">What was driven.</param>
/// <param name="Requests">Its requests.</param>
/// <param name="NeighboursP99">The p99 of the requests of both turns beside it, in milliseconds.</param>
internal sealed record Turn(SliceRecord Record, LatencyRow Requests, double NeighboursP99)
{
    /// <summary>What no request should exceed, as a multiple of the steady p99.</summary>
    public const double MostOfSteadyP99 = 1.2;

    // Of a processor: more than the system's own threads take.
    private const double MuchOfOthers = 0.2;

    /// <summary>How many requests took longer than they should.</summary>
    public Share Over => new(Requests.CountOver(MostOfSteadyP99 * NeighboursP99), Requests.Count);

    /// <summary>The slowest request, as a multiple of the p99 beside it.</summary>
    public double Slowest => Requests.MaxMilliseconds / NeighboursP99;

    /// <summary>Whether no request took too long.</summary>
    public bool IsKept => Slowest <= MostOfSteadyP99;

    /// <summary>Whether other processes took much of the processors meanwhile.</summary>
    public bool IsDisturbed => Record.OtherCpuSeconds / Record.Slice.Seconds > MuchOfOthers;
}
