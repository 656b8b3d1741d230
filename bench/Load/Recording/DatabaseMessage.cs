namespace Load.Recording;

/// <summary>A message that the database logged, and how often.</summary>
/// <param name="Application">Whose session it was; empty for the database's own processes.</param>
/// <param name="Severity">Such as ERROR.</param>
/// <param name="Code">The SQLSTATE.</param>
/// <param name="Text">What it said.</param>
/// <param name="Phase">In which it was logged; null between phases.</param>
/// <param name="Count">How often in that phase.</param>
public sealed record DatabaseMessage(string Application, string Severity, string Code, string Text, string? Phase, int Count);
