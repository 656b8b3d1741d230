namespace Load.Sampling;

/// <summary>The meters and counters of ASP.NET Core and Kestrel.</summary>
internal static class KestrelReader
{
    private const string Duration = "http.server.request.duration";
    private const string FailedStatus = "http.response.status_code=5";

    /// <returns>Null for a process without a web server, or one that has fallen silent.</returns>
    public static KestrelSample? Read(MetricTable table) =>
        table.Value("http.server.active_requests") is not { } active
            ? null
            : new KestrelSample
            {
                ActiveRequests = active,
                ActiveConnections = table.Value("event:current-connections"),
                QueuedConnections = table.Value("event:connection-queue-length"),
                QueuedRequests = table.Value("event:request-queue-length"),
                Requests = table.Recorded(Duration),
                RequestSecondsSum = table.Value(Duration),
                Failed = table.Recorded(Duration, tags => tags.Contains(FailedStatus, StringComparison.Ordinal)),
            };
}
