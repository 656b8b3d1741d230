namespace Load.Recording;

/// <summary>An exception that the server logged, and how often.</summary>
/// <param name="Text">Its type and what it said; of one within another, too.</param>
/// <param name="Count">How often.</param>
public sealed record LoggedException(string Text, int Count);
