namespace Load.Driving;

/// <summary>What became of a call.</summary>
/// <param name="Kind">The kind of the call.</param>
/// <param name="BeganSeconds">When it was sent, in an open loop when it was meant to be; since the drive began.</param>
/// <param name="LatencySeconds">From then until the answer was there in full.</param>
/// <param name="Failure">Why it failed; null where the status was one of success.</param>
internal readonly record struct Outcome(string Kind, double BeganSeconds, double LatencySeconds, string? Failure = null)
{
    public bool Succeeded => Failure is null;
}
