using Load.Sampling;

namespace Load.Diagnosis.Facts;

/// <summary>What the sender of the requests sees.</summary>
internal sealed record ClientFacts
{
    public required double InFlight { get; init; }

    /// <summary>Answers a second, good or bad.</summary>
    public double? Throughput { get; init; }

    /// <summary>By Little's law: the seconds of all answers that came in a second.</summary>
    public double? InFlightByLaw { get; init; }

    public double WaitingForConnection { get; init; }

    public double Connections { get; init; }

    public double? ConnectionLimit { get; init; }

    /// <summary>Processors that it uses.</summary>
    public double Cores { get; init; }

    public static ClientFacts? Of(Window window) => window.Mean(sample => sample.Client?.InFlight) is not { } inFlight
        ? null
        : new ClientFacts
        {
            InFlight = inFlight,
            Throughput = window.Rate(sample => sample.Client?.Completed + sample.Client?.Failed),
            InFlightByLaw = window.Rate(sample => sample.Client?.LatencySecondsSum),
            WaitingForConnection = window.Mean(sample => sample.Client?.WaitingForConnection) ?? 0,
            Connections = window.Mean(sample => sample.Client?.ConnectionsOpen) ?? 0,
            ConnectionLimit = window.Mean(sample => sample.Client?.ConnectionLimit),
            Cores = window.Rate(sample => sample.Client?.CpuSeconds) ?? 0,
        };
}
