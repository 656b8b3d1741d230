using Load.Diagnosis.Facts;
using static System.FormattableString;

namespace Load.Diagnosis.Rules;

/// <summary>Requests wait for the answers of another service.</summary>
internal sealed class RemoteRule : IRule
{
    private const double Most = 0.5;
    private const double MillisecondsPerSecond = 1000;

    public Finding? Examine(Observation seen)
    {
        if (seen.Remote is not { InFlight: >= 1 } remote || seen.Places.Share(remote.InFlight) < IRule.Dominant)
            return null;
        var answer = remote.Latency is { } seconds
            ? Invariant($"an answer takes {seconds * MillisecondsPerSecond:0} ms.")
            : "none was answered.";
        var waitsForConnection = remote.WaitingForConnection >= Most * remote.InFlight;
        return new Finding(
            Cause.WaitingOnRemoteService,
            Invariant($"{remote.InFlight:0.0} calls to other services are open for {seen.Places.Total:0.0} requests in flight; ") + answer)
        {
            Evidence =
            [
                new("calls open", remote.InFlight),
                new("of these waiting for a connection", remote.WaitingForConnection),
                new("answers", remote.Throughput, "/s"),
                new("latency of a call", (remote.Latency ?? 0) * MillisecondsPerSecond, "ms"),
            ],
            TryNext =
            [
                .. waitsForConnection
                    ? ["The calls wait for a connection: raise MaxConnectionsPerServer, or use HTTP/2."]
                    : Array.Empty<string>(),
                "Do not ask within a request: fetch ahead of time, and let requests read what is there.",
                "Where it must be asked, let one call serve all who want the same, with a limit on the wait.",
                "Name the service: dotnet-counters monitor --process-id P --counters System.Net.Http shows calls by server.address.",
            ],
        };
    }
}
