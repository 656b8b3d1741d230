namespace Bench.Queries;

/// <summary>One page, from the question to the last byte at the client.</summary>
/// <param name="First">Until the client had the first byte.</param>
/// <param name="Total">Until it had the last.</param>
/// <param name="Bytes">How many there were.</param>
internal sealed record PageRun(TimeSpan First, TimeSpan Total, long Bytes);
