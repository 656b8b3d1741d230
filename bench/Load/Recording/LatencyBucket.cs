namespace Load.Recording;

/// <summary>A part of a histogram.</summary>
/// <param name="UpToMilliseconds">The longest latency in it; two hundred steps make ten times as much.</param>
/// <param name="Count">How many calls took so long, and longer than the bucket before.</param>
public sealed record LatencyBucket(double UpToMilliseconds, long Count);
