namespace Load.Reporting;

/// <summary>A goal and what was measured.</summary>
/// <param name="What">The goal.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="IsMet">Whether it is met.</param>
internal sealed record Goal(string What, string Measured, bool IsMet);
