namespace Load.Sampling;

/// <summary>The meter System.Net.Http.</summary>
internal static class OutboundHttpReader
{
    private const string Duration = "http.client.request.duration";

    /// <returns>Null for a process that has not made a call yet, or has fallen silent.</returns>
    public static OutboundHttpSample? Read(MetricTable table) =>
        table.Value("http.client.active_requests") is not { } active
            ? null
            : new OutboundHttpSample
            {
                ActiveRequests = active,
                Requests = table.Recorded(Duration),
                RequestSecondsSum = table.Value(Duration),
                TimeInQueueSecondsSum = table.Value("http.client.request.time_in_queue"),
                OpenConnections = table.Value("http.client.open_connections"),
            };
}
