using Grpc.Core;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Administration;

/// <summary>What administrators are told when what they ask is not done.</summary>
internal static class AdministrativeFailures
{
    /// <exception cref="RpcException">What went wrong, as the protocol carries it.</exception>
    public static async Task<T> ExplainAsync<T>(Func<Task<T>> action)
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (Exception failure) when (Explain(failure) is { } explained)
        {
            throw explained;
        }
    }

    /// <summary>The failure as the protocol carries it; null when it is not of the store or a rollout.</summary>
    public static RpcException? Explain(Exception failure) => StatusOf(failure) is { } status
        ? new RpcException(new Status(status, failure.Message))
        : null;

    private static StatusCode? StatusOf(Exception failure) => failure switch
    {
        ReleaseConflictException => StatusCode.Aborted,
        StoreUnavailableException { MayPass: true } => StatusCode.Unavailable,
        StoreUnavailableException or HistoryReplacedException or RolloutException => StatusCode.FailedPrecondition,
        StoreDamagedException => StatusCode.DataLoss,
        _ => null,
    };
}
