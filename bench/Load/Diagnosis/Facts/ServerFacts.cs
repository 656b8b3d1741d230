using Load.Sampling;

namespace Load.Diagnosis.Facts;

/// <summary>What the web server of the process sees.</summary>
internal sealed record ServerFacts
{
    /// <summary>Requests begun and not answered.</summary>
    public required double Active { get; init; }

    /// <summary>By Little's law: the seconds of all answers that were given in a second.</summary>
    public double? ActiveByLaw { get; init; }

    /// <summary>Answers a second.</summary>
    public double Throughput { get; init; }

    /// <summary>Answers with a status of 500 or more, a second.</summary>
    public double Failures { get; init; }

    public double? Connections { get; init; }

    // Each misses some: the gauge those begun before it was watched, the law those that have not ended.
    public double InService => Math.Max(Active, ActiveByLaw ?? 0);

    public static ServerFacts? Of(Window window) => window.Mean(sample => sample.Kestrel?.ActiveRequests) is not { } active
        ? null
        : new ServerFacts
        {
            Active = Math.Max(0, active),
            ActiveByLaw = window.Rate(sample => sample.Kestrel?.RequestSecondsSum),
            Throughput = window.Rate(sample => sample.Kestrel?.Requests) ?? 0,
            Failures = window.Rate(sample => sample.Kestrel?.Failed) ?? 0,
            Connections = window.Mean(sample => sample.Kestrel?.ActiveConnections),
        };
}
