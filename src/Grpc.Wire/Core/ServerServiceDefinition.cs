namespace Grpc.Core;

/// <summary>Named by generated code; services are mapped as endpoints, not defined one by one.</summary>
internal sealed class ServerServiceDefinition
{
    private ServerServiceDefinition()
    {
    }

    public static Builder CreateBuilder() => throw Builder.NotSupported();

    internal sealed class Builder
    {
        private Builder()
        {
        }

        public Builder AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => throw NotSupported();

        public Builder AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => throw NotSupported();

        public Builder AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => throw NotSupported();

        public Builder AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => throw NotSupported();

        public ServerServiceDefinition Build() => throw NotSupported();

        internal static NotSupportedException NotSupported() => new("Map the service with MapGrpcService<T>().");
    }
}
