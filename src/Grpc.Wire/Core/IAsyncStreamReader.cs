namespace Grpc.Core;

internal interface IAsyncStreamReader<out T>
{
    T Current { get; }

    /// <summary>True with the next message in <see cref="Current"/>; false when the stream ended with OK.</summary>
    /// <exception cref="RpcException">The stream ended otherwise.</exception>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}
