namespace Load.Scenarios;

/// <summary>How much a comparison measures.</summary>
/// <param name="Clients">With how many virtual users.</param>
/// <param name="Seconds">How long each slice lasts.</param>
/// <param name="WarmUpSeconds">For how long each server is warmed up.</param>
/// <param name="OpenRounds">
/// How often open loops are driven, with nothing beside, with uploads and with refreshes: they send less than closed ones, and a few slow
/// requests more would pass for chance.
/// </param>
internal sealed record ComparisonPlan(IReadOnlyList<int> Clients, double Seconds, double WarmUpSeconds, int OpenRounds)
{
    /// <summary>About thirteen minutes.</summary>
    public static ComparisonPlan Full { get; } = new([1, 8, 16, 64], 8, 8, 4);

    /// <summary>About two minutes; too short for figures to be relied on.</summary>
    public static ComparisonPlan Quick { get; } = new([8, 64], 2, 4, 1);
}
