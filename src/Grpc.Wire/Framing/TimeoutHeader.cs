using System.Globalization;

namespace Grpc.Wire.Framing;

/// <summary>grpc-timeout: at most eight digits and a unit.</summary>
internal static class TimeoutHeader
{
    private const long MaxValue = 99_999_999;

    private static readonly (char Suffix, long Ticks)[] Units =
    [
        ('u', TimeSpan.TicksPerMicrosecond),
        ('m', TimeSpan.TicksPerMillisecond),
        ('S', TimeSpan.TicksPerSecond),
        ('M', TimeSpan.TicksPerMinute),
        ('H', TimeSpan.TicksPerHour),
    ];

    /// <summary>The unit is the finest that fits; a fraction of it is rounded up, lest the server give up first.</summary>
    public static string Encode(TimeSpan timeout)
    {
        foreach (var (suffix, ticks) in Units)
        {
            var value = (timeout.Ticks / ticks) + (timeout.Ticks % ticks == 0 ? 0 : 1);
            if (value <= MaxValue)
                return string.Create(CultureInfo.InvariantCulture, $"{value}{suffix}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{MaxValue}H");
    }

    public static bool TryDecode(ReadOnlySpan<char> text, out TimeSpan timeout)
    {
        timeout = default;
        if (text.Length is < 2 or > 9 || !long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return false;
        var ticks = text[^1] switch
        {
            'H' => value * TimeSpan.TicksPerHour,
            'M' => value * TimeSpan.TicksPerMinute,
            'S' => value * TimeSpan.TicksPerSecond,
            'm' => value * TimeSpan.TicksPerMillisecond,
            'u' => value * TimeSpan.TicksPerMicrosecond,
            'n' => (value + TimeSpan.NanosecondsPerTick - 1) / TimeSpan.NanosecondsPerTick,
            _ => -1,
        };
        timeout = new TimeSpan(ticks);
        return ticks >= 0;
    }
}
