namespace Bench.Fleet;

/// <summary>What the sidecar's process uses, in bytes.</summary>
/// <param name="Managed">Live objects.</param>
/// <param name="Resident">Resident memory after a collection.</param>
/// <param name="Peak">The most resident memory so far.</param>
internal sealed record MemoryUse(long Managed, long Resident, long Peak);
