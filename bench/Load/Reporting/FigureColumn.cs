namespace Load.Reporting;

/// <summary>A column of the tables of phases.</summary>
/// <param name="Title">Over it.</param>
/// <param name="Of">What stands in it.</param>
/// <param name="IsFailures">Whether it counts what went wrong.</param>
internal sealed record FigureColumn(string Title, Func<PhaseFigures, string> Of, bool IsFailures = false);
