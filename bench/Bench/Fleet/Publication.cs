namespace Bench.Fleet;

/// <summary>A release that the sidecar published.</summary>
/// <param name="Generation">Its generation.</param>
/// <param name="Began">The timestamp before it was given to the hub.</param>
/// <param name="Ended">The timestamp when the hub had it in every mailbox.</param>
internal sealed record Publication(ulong Generation, long Began, long Ended);
