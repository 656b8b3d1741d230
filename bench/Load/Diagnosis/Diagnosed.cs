namespace Load.Diagnosis;

/// <summary>A verdict and of what.</summary>
/// <param name="Subject">A phase of a run, or a process.</param>
/// <param name="Verdict">What limits it.</param>
internal sealed record Diagnosed(string Subject, Verdict Verdict);
