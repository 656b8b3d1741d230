namespace Load.Sampling;

/// <summary>A named part of a run.</summary>
public sealed record Phase
{
    /// <summary>Such as warm-up or 64 users.</summary>
    public required string Name { get; init; }

    /// <summary>Since the recording began.</summary>
    public required double StartSeconds { get; init; }

    /// <summary>Since the recording began.</summary>
    public required double EndSeconds { get; init; }
}
