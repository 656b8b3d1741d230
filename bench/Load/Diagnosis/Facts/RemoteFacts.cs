using Load.Sampling;

namespace Load.Diagnosis.Facts;

/// <summary>What the process sees of its calls to other services.</summary>
internal sealed record RemoteFacts
{
    /// <summary>Calls sent and not answered.</summary>
    public double InFlight { get; init; }

    /// <summary>Calls that wait for a connection, by Little's law.</summary>
    public double WaitingForConnection { get; init; }

    /// <summary>Answers a second.</summary>
    public double Throughput { get; init; }

    /// <summary>Seconds from call to answer; null when there was none.</summary>
    public double? Latency => Throughput > 0 ? InFlight / Throughput : null;

    public static RemoteFacts? Of(Window window) => window.Mean(sample => sample.OutboundHttp?.ActiveRequests) is not { } active
        ? null
        : new RemoteFacts
        {
            InFlight = Math.Max(active, window.Rate(sample => sample.OutboundHttp?.RequestSecondsSum) ?? 0),
            WaitingForConnection = window.Rate(sample => sample.OutboundHttp?.TimeInQueueSecondsSum) ?? 0,
            Throughput = window.Rate(sample => sample.OutboundHttp?.Requests) ?? 0,
        };
}
