using System.Globalization;

namespace SchemaClaimsSidecar.Cli;

/// <summary>Durations as people type and read them.</summary>
internal static class Durations
{
    /// <summary>Reads <c>500ms</c>, <c>30s</c>, <c>5m</c> or <c>1h</c>.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        double unit = text[digits..] switch { "ms" => 1, "s" => 1_000, "m" => 60_000, "h" => 3_600_000, _ => 0 };
        var known = int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && unit > 0;
        duration = known ? TimeSpan.FromMilliseconds(count * unit) : default;
        return known;
    }

    /// <summary>A length of time in its two or three significant digits: <c>4.2 ms</c>, <c>12 s</c>, <c>3 h</c>.</summary>
    public static string ForPeople(TimeSpan duration) => duration switch
    {
        { TotalMilliseconds: < 10 } => Format(duration.TotalMilliseconds, "0.0", "ms"),
        { TotalMilliseconds: < 1_000 } => Format(duration.TotalMilliseconds, "0", "ms"),
        { TotalSeconds: < 10 } => Format(duration.TotalSeconds, "0.0", "s"),
        { TotalSeconds: < 120 } => Format(duration.TotalSeconds, "0", "s"),
        { TotalMinutes: < 120 } => Format(duration.TotalMinutes, "0", "min"),
        { TotalHours: < 48 } => Format(duration.TotalHours, "0", "h"),
        _ => Format(duration.TotalDays, "0", "d"),
    };

    private static string Format(double value, string format, string unit) =>
        $"{value.ToString(format, CultureInfo.InvariantCulture)} {unit}";
}
