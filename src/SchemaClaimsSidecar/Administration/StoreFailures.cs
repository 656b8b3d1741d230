using Grpc.Core;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Administration;

/// <summary>What administrators are told when the store does not do what they ask.</summary>
internal static class StoreFailures
{
    /// <summary>The failure as the protocol carries it; null when it is none of the store.</summary>
    public static RpcException? Explain(Exception failure) => StatusOf(failure) is { } status
        ? new RpcException(new Status(status, failure.Message))
        : null;

    private static StatusCode? StatusOf(Exception failure) => failure switch
    {
        ReleaseConflictException => StatusCode.Aborted,
        StoreUnavailableException { MayPass: true } => StatusCode.Unavailable,
        StoreUnavailableException or HistoryReplacedException => StatusCode.FailedPrecondition,
        StoreDamagedException => StatusCode.DataLoss,
        _ => null,
    };
}
