using System.Globalization;

namespace Bench.Reporting;

/// <summary>Figures for people.</summary>
internal static class Format
{
    public static string Milliseconds(double value) => Invariant($"{Rounded(value)} ms");

    public static string Nanoseconds(double value) => Invariant($"{value:0.0} ns");

    public static string Ratio(double value) => Invariant($"{value:0.00} ×");

    public static string Number(double value) => Invariant($"{value:#,0}");

    public static string Bytes(double value) => value switch
    {
        >= 1024 * 1024 => Invariant($"{value / 1024 / 1024:0.0} MiB"),
        >= 10 * 1024 => Invariant($"{value / 1024:0.0} KiB"),
        _ => Invariant($"{value:#,0} B"),
    };

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Rounded(double value) => value switch
    {
        >= 100 => Invariant($"{value:0}"),
        >= 10 => Invariant($"{value:0.0}"),
        _ => Invariant($"{value:0.00}"),
    };
}
