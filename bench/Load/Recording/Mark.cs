namespace Load.Recording;

/// <summary>Something that was done to the server at one moment.</summary>
/// <param name="Seconds">Since the recording began.</param>
/// <param name="What">In a few words.</param>
public sealed record Mark(double Seconds, string What);
