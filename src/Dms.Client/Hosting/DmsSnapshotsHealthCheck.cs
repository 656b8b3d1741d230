using Dms.Client.Snapshots;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Dms.Client.Hosting;

/// <summary>
/// Unhealthy without a snapshot; degraded when the latest release is not what runs, when nothing was heard of the sidecar for too long
/// or when the last known good cannot be kept.
/// </summary>
internal sealed class DmsSnapshotsHealthCheck(ISnapshots snapshots, IOptions<DmsSnapshotsOptions> options, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = snapshots.Status;
        var data = Describe(status);
        var result = status.Running is null
            ? new HealthCheckResult(
                context.Registration.FailureStatus, $"There is no snapshot yet.{Because(status.ConnectionError)}", data: data)
            : Problems(status).ToArray() is { Length: > 0 } problems
                ? HealthCheckResult.Degraded(string.Join(' ', problems), data: data)
                : HealthCheckResult.Healthy($"Generation {status.Running} is in use.", data);
        return Task.FromResult(result);
    }

    private IEnumerable<string> Problems(SubscriptionStatus status)
    {
        if (status.Problem is { } problem)
            yield return $"{(problem.IsHeld ? "Held" : "Rejected")}, {problem.Code}: {problem.Reason}";
        // Without any heartbeat the last known good is in use, and the time counts from the start.
        var silence = status.HeartbeatAge ?? time.GetUtcNow() - status.StateSince;
        if (silence > options.Value.StaleAfter)
            yield return $"Stale: the sidecar has confirmed nothing for {silence:c}.{Because(status.ConnectionError)}";
        if (status.LastKnownGoodError is { } error)
            yield return $"Last known good: {error}";
    }

    private static string Because(string? error) => error is null ? "" : $" The stream ended: {error}";

    private static Dictionary<string, object> Describe(SubscriptionStatus status)
    {
        var data = new Dictionary<string, object> { ["state"] = status.State.ToString(), ["stateSince"] = status.StateSince };
        Add("running", status.Running?.ToString());
        Add("latest", status.Latest?.ToString());
        Add("lastHeartbeat", status.LastHeartbeat);
        Add("heartbeatAgeSeconds", status.HeartbeatAge?.TotalSeconds);
        Add("problemCode", status.Problem?.Code);
        Add("problemReason", status.Problem?.Reason);
        Add("connectionError", status.ConnectionError);
        Add("lastKnownGoodError", status.LastKnownGoodError);
        return data;

        void Add(string key, object? value)
        {
            if (value is not null)
                data[key] = value;
        }
    }
}
