namespace Load.Reporting;

/// <summary>A line of a plot.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="Color">Of CSS.</param>
/// <param name="Points">In order; a value that is null breaks the line.</param>
/// <param name="IsStepped">Whether a value holds until the next.</param>
internal sealed record Series(string Name, string Color, IReadOnlyList<(double Seconds, double? Value)> Points, bool IsStepped = false);
