using Google.Protobuf.WellKnownTypes;

namespace SchemaClaims.Contracts.Following;

/// <summary>Durations from the wire.</summary>
internal static class Durations
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(10_000);

    /// <summary>An age: nothing when it is absent or negative, and never so long that a sum with it overflows.</summary>
    public static TimeSpan ToAge(this Duration? duration) => duration switch
    {
        null or { Seconds: < 0 } or { Nanos: < 0 } => TimeSpan.Zero,
        _ when duration.Seconds >= (long)Longest.TotalSeconds => Longest,
        _ => new TimeSpan(duration.Seconds * TimeSpan.TicksPerSecond + duration.Nanos / TimeSpan.NanosecondsPerTick),
    };
}
