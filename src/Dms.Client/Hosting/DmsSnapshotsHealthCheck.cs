using Dms.Client.Snapshots;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Dms.Client.Hosting;

/// <summary>
/// Unhealthy without a snapshot, or while its claims are refused; degraded when the latest release is not what runs, when nothing was
/// heard of the sidecar or of the source of the claims for too long, or when the last known good cannot be kept.
/// </summary>
internal sealed class DmsSnapshotsHealthCheck(ISnapshots snapshots, IOptions<DmsSnapshotsOptions> options, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = snapshots.Status;
        var data = Describe(status);
        var result = Failure(status) is { } failure
            ? new HealthCheckResult(context.Registration.FailureStatus, failure, data: data)
            : Problems(status).ToArray() is { Length: > 0 } problems
                ? HealthCheckResult.Degraded(string.Join(' ', problems), data: data)
                : HealthCheckResult.Healthy($"Generation {status.Running} is in use.", data);
        return Task.FromResult(result);
    }

    private string? Failure(SubscriptionStatus status)
    {
        if (status.Running is null)
            return $"There is no snapshot yet.{Because(status.ConnectionError)}";
        return status.AreClaimsTooOld && options.Value.WhenTooOld == WhenTooOld.FailClosed
            ? $"{TooOld(status)} and everything is refused.{Because(status.ConnectionError)}"
            : null;
    }

    private IEnumerable<string> Problems(SubscriptionStatus status)
    {
        if (status.Problem is { } problem)
            yield return $"{(problem.IsHeld ? "Held" : "Rejected")}, {problem.Code}: {problem.Reason}";
        // Without any heartbeat the last known good is in use, and the time counts from the start.
        var silence = status.HeartbeatAge ?? time.GetUtcNow() - status.StateSince;
        if (silence > options.Value.StaleAfter)
            yield return $"Stale: the sidecar has confirmed nothing for {silence:c}.{Because(status.ConnectionError)}";
        if (status.AreClaimsTooOld)
            yield return $"{TooOld(status)} and still decide.";
        else if (status.ClaimsAge > options.Value.StaleClaimsAfter)
            yield return $"Claims: their source is not known to have confirmed them for {status.ClaimsAge:c}.";
        if (status.LastKnownGoodError is { } error)
            yield return $"Last known good: {error}";
    }

    private string TooOld(SubscriptionStatus status) =>
        $"Claims: they are {status.ClaimsAge:c} old, more than {options.Value.MaxClaimsAge:c},";

    private static string Because(string? error) => error is null ? "" : $" The stream ended: {error}";

    private static Dictionary<string, object> Describe(SubscriptionStatus status)
    {
        var data = new Dictionary<string, object> { ["state"] = status.State.ToString(), ["stateSince"] = status.StateSince };
        Add("running", status.Running?.ToString());
        Add("verifiedBy", status.VerifiedBy);
        Add("latest", status.Latest?.ToString());
        Add("lastHeartbeat", status.LastHeartbeat);
        Add("heartbeatAgeSeconds", status.HeartbeatAge?.TotalSeconds);
        Add("claimsAgeSeconds", status.ClaimsAge?.TotalSeconds);
        Add("claimsTooOld", status.AreClaimsTooOld);
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
