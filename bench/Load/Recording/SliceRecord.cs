using Load.Scenarios;

namespace Load.Recording;

/// <summary>A slice that was driven, and what only its driver knows of it.</summary>
public sealed record SliceRecord
{
    /// <summary>What was driven.</summary>
    public required Slice Slice { get; init; }

    /// <summary>The name of its phase.</summary>
    public required string Phase { get; init; }

    /// <summary>Processor time of the sidecar meanwhile; 0 without one, null when it is somebody else's.</summary>
    public double? SidecarCpuSeconds { get; init; }

    /// <summary>
    /// Processor time, of all processors together, that neither the server and its database nor this program had meanwhile; null where
    /// that is not known, as of a server that is somebody else's.
    /// </summary>
    public double? OtherCpuSeconds { get; init; }

    /// <summary>How often the server asked the Configuration Service for all claims meanwhile.</summary>
    public int? ClaimsDownloads { get; init; }

    /// <summary>Arrivals that were not sent because too many calls were outstanding.</summary>
    public long NotSent { get; init; }
}
