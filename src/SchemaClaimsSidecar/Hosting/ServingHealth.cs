using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Fleet;
using SchemaClaimsSidecar.Relay;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>
/// What is served: the process as a whole while it runs, distribution once there is a release to give, administration while releases can
/// be published.
/// </summary>
internal sealed class ServingHealth(
    ReleaseHub hub, IHostApplicationLifetime lifetime, FleetStanding? fleet = null, RelayStanding? relay = null)
{
    /// <summary>The service of a relay that is ready while it follows another sidecar and serves all that it is sent.</summary>
    public const string Upstream = "schemaclaims.v1.Upstream";

    /// <summary>The service that is ready when releases can be published.</summary>
    public const string Administration = "schemaclaims.v1.Admin";

    /// <summary>The service that is ready when DMS can be given a snapshot.</summary>
    public const string Distribution = "schemaclaims.v1.Distribution";

    /// <summary>Pulses when an answer may have changed.</summary>
    public Task NextChange => (fleet?.Changed ?? relay?.Changed) is { } standing
        ? Task.WhenAny(hub.Changed.Next, standing.Next)
        : hub.Changed.Next;

    public ServingStatus Of(string service) => service switch
    {
        "" or Distribution or Administration or Upstream when lifetime.ApplicationStopping.IsCancellationRequested =>
            ServingStatus.NotServing,
        "" => ServingStatus.Serving,
        Administration => relay is null && (fleet?.Current.TakesReleases ?? true) ? ServingStatus.Serving : ServingStatus.NotServing,
        Distribution => hub.Current is null ? ServingStatus.NotServing : ServingStatus.Serving,
        Upstream when relay?.Current is { } current =>
            current is { IsConnected: true, Alarm: "" } ? ServingStatus.Serving : ServingStatus.NotServing,
        _ => ServingStatus.ServiceUnknown,
    };
}
