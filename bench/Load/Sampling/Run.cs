using Load.Recording;

namespace Load.Sampling;

/// <summary>A recorded run: <c>run.json</c> of its folder.</summary>
public sealed record Run
{
    /// <summary>The only version of the format so far.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Which version of the format the file has.</summary>
    public int FormatVersion { get; init; } = CurrentFormat;

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>How the service worked, such as <c>sidecar</c> or <c>investigated</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>What was set, by name.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Its parts, in order.</summary>
    public IReadOnlyList<Phase> Phases { get; init; } = [];

    /// <summary>What was seen, in order.</summary>
    public IReadOnlyList<Sample> Samples { get; init; } = [];

    /// <summary>Latencies of the calls, by phase and kind.</summary>
    public IReadOnlyList<LatencyRow> Latencies { get; init; } = [];

    /// <summary>What the driver of the load adds; null when the load was somebody else's.</summary>
    public Driven? Driven { get; init; }
}
