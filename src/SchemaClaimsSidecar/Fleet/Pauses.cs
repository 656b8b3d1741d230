namespace SchemaClaimsSidecar.Fleet;

/// <summary>Pauses of which no two sidecars have the same, so that what disturbs all is not answered by all at once.</summary>
internal static class Pauses
{
    private const double PollJitter = 0.2;
    private const int MostDoublings = 10;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);

    /// <summary>An interval, give or take a fifth.</summary>
    public static TimeSpan Around(TimeSpan interval) => interval * (1 + (PollJitter * ((2 * Random.Shared.NextDouble()) - 1)));

    /// <summary>The pause after so many failures in a row: half of it is jitter.</summary>
    public static TimeSpan After(int failures, TimeSpan longest)
    {
        var pause = First * (1 << Math.Clamp(failures - 1, 0, MostDoublings));
        return (pause < longest ? pause : longest) * (0.5 + (0.5 * Random.Shared.NextDouble()));
    }
}
