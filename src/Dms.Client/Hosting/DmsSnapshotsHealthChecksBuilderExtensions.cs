using Dms.Client.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health of snapshots.</summary>
public static class DmsSnapshotsHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check that says: unhealthy while there is no snapshot, or its claims are refused because they are too old; degraded while the
    /// sidecar, or the source of the claims, has been silent for too long, the latest release was rejected or is held, the store's history
    /// is another one, or the last known good cannot be kept; else healthy.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">What to say instead of unhealthy; the default, null, says unhealthy.</param>
    /// <param name="tags">Tags to choose checks by.</param>
    /// <returns>The health checks.</returns>
    public static IHealthChecksBuilder AddDmsSnapshots(
        this IHealthChecksBuilder builder, string name = "dms-snapshots",
        HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<DmsSnapshotsHealthCheck>(name, failureStatus, tags ?? []);
    }
}
