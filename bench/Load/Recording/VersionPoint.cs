namespace Load.Recording;

/// <summary>Which versions were published and which were served by, at one moment, as seen from outside. Counted from 0.</summary>
public sealed record VersionPoint
{
    /// <summary>Since the recording began.</summary>
    public required double Seconds { get; init; }

    /// <summary>Schemas uploaded and acknowledged, so far.</summary>
    public required int SchemaPublished { get; init; }

    /// <summary>Which of them requests meet; null where the answer did not tell.</summary>
    public int? SchemaServed { get; init; }

    /// <summary>When the newest schema was published; null before the first.</summary>
    public double? SchemaPublishedSeconds { get; init; }

    /// <summary>Changes of the claims in the Configuration Service, so far.</summary>
    public required int ClaimsPublished { get; init; }

    /// <summary>Which of them requests meet; null where the answer did not tell.</summary>
    public int? ClaimsServed { get; init; }

    /// <summary>When the claims changed last; null before the first change.</summary>
    public double? ClaimsPublishedSeconds { get; init; }
}
