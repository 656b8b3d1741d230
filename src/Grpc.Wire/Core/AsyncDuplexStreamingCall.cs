namespace Grpc.Core;

/// <summary>Named by generated code; duplex streaming is not spoken here.</summary>
internal sealed class AsyncDuplexStreamingCall<TRequest, TResponse>
{
    private AsyncDuplexStreamingCall()
    {
    }
}
