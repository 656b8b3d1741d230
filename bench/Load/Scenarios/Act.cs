namespace Load.Scenarios;

/// <summary>Slices that are driven at the same servers, one after the other.</summary>
/// <param name="PoolSize">Connections of each server to its database at most.</param>
/// <param name="ClaimsExpiry">How long claims are good, or how often a sidecar asks for them.</param>
/// <param name="Slices">All modes do the first, then all do the second, and so on; each is asked for when its turn has come.</param>
internal sealed record Act(int PoolSize, TimeSpan ClaimsExpiry, IEnumerable<Slice> Slices);
