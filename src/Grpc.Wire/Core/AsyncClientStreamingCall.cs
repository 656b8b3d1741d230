namespace Grpc.Core;

/// <summary>Named by generated code; client streaming is not spoken here.</summary>
internal sealed class AsyncClientStreamingCall<TRequest, TResponse>
{
    private AsyncClientStreamingCall()
    {
    }
}
