namespace Load.Sampling;

/// <summary>The meter Npgsql, over all pools of the process.</summary>
internal static class PoolReader
{
    private const string Connections = "db.client.connection.count";

    /// <returns>Null for a process that has not used Npgsql yet, or has fallen silent.</returns>
    public static PoolSample? Read(MetricTable table) =>
        table.Value("db.client.connection.max") is not { } max
            ? null
            : new PoolSample
            {
                Max = max,
                Used = table.InState("used"),
                Idle = table.InState("idle"),
                PendingRequests = table.Value("db.client.connection.npgsql.pending_requests"),
                Timeouts = table.Count("db.client.connection.npgsql.timeouts"),
                CommandsExecuting = table.Value("db.client.operation.npgsql.executing"),
                CommandSecondsSum = table.Value("db.client.operation.duration"),
            };

    private static double? InState(this MetricTable table, string state) =>
        table.Value(Connections, tags => tags.Contains("state=" + state, StringComparison.Ordinal));
}
