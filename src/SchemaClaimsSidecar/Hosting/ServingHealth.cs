using SchemaClaimsSidecar.Distribution;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>What is served: the process as a whole while it runs, distribution once there is a release to give.</summary>
internal sealed class ServingHealth(ReleaseHub hub, IHostApplicationLifetime lifetime)
{
    /// <summary>The service that is ready when DMS can be given a snapshot.</summary>
    public const string Distribution = "schemaclaims.v1.Distribution";

    /// <summary>Pulses when an answer may have changed.</summary>
    public Task NextChange => hub.Changed.Next;

    public ServingStatus Of(string service) => service switch
    {
        "" or Distribution when lifetime.ApplicationStopping.IsCancellationRequested => ServingStatus.NotServing,
        "" => ServingStatus.Serving,
        Distribution => hub.Current is null ? ServingStatus.NotServing : ServingStatus.Serving,
        _ => ServingStatus.ServiceUnknown,
    };
}
