namespace Load.Driving;

/// <summary>A request that a virtual user sends.</summary>
/// <param name="Kind">Under which name its latency is counted.</param>
/// <param name="Method">Its method.</param>
/// <param name="Path">Where to, below the server's address.</param>
/// <param name="Body">JSON, or null for none.</param>
internal sealed record Call(string Kind, HttpMethod Method, string Path, string? Body = null);
