namespace Load.Scenarios;

/// <summary>How much a comparison measures.</summary>
/// <param name="Clients">With how many virtual users.</param>
/// <param name="Seconds">How long a slice lasts that has no turns.</param>
/// <param name="WarmUpSeconds">For how long each server is warmed up.</param>
/// <param name="TurnSeconds">How long each turn lasts.</param>
/// <param name="Cycles">How many turns with uploads, with refreshes and with nothing there are at each load.</param>
/// <param name="OpenCycles">The same of the open loop, which sends less.</param>
internal sealed record ComparisonPlan(
    IReadOnlyList<int> Clients, double Seconds, double WarmUpSeconds, double TurnSeconds, int Cycles, int OpenCycles)
{
    /// <summary>About a quarter of an hour.</summary>
    public static ComparisonPlan Full { get; } = new([1, 8, 16, 64], 8, 8, 3, 3, 5);

    /// <summary>About two minutes; too short for figures to be relied on.</summary>
    public static ComparisonPlan Quick { get; } = new([8, 64], 2, 4, 2, 1, 1);
}
