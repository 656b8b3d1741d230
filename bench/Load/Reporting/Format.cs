using System.Globalization;

namespace Load.Reporting;

/// <summary>Figures for people. What was not measured is a dash, never a zero.</summary>
internal static class Format
{
    private const string Unknown = "–";

    public static string Number(double? value) => value is { } number ? Invariant($"{number:#,0}") : Unknown;

    public static string Milliseconds(double? value) => Digits(value);

    /// <summary>Three digits, more before the point.</summary>
    public static string Digits(double? value) => value switch
    {
        null => Unknown,
        >= 100 or 0 => Invariant($"{value:#,0}"),
        >= 10 => Invariant($"{value:0.0}"),
        _ => Invariant($"{value:0.00}"),
    };

    public static string MeanAndMost(double? mean, double? most) => mean is null ? Unknown : $"{Digits(mean)} / {Number(most)}";

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
