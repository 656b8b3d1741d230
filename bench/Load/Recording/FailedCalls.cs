namespace Load.Recording;

/// <summary>Calls that failed alike.</summary>
/// <param name="Phase">In which they began.</param>
/// <param name="Kind">Their kind.</param>
/// <param name="Cause">The status and the problem that was answered, or what went wrong on the way.</param>
/// <param name="Count">How many.</param>
public sealed record FailedCalls(string Phase, string Kind, string Cause, long Count);
