namespace Load.Diagnosis;

/// <summary>A figure that a verdict rests on.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The mean over the window.</param>
/// <param name="Unit">Of the value; empty for a number of things.</param>
public sealed record Evidence(string Name, double Value, string Unit = "");
