using System.Diagnostics.CodeAnalysis;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.Wire.Server;

internal sealed class ServerStreamingCallHandler<[DynamicallyAccessedMembers(ServiceMembers.Made)] TService, TRequest, TResponse>(
    Method<TRequest, TResponse> method,
    Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task> invoke,
    IOptions<GrpcServiceOptions> options,
    ILoggerFactory loggers)
    : CallHandler<TService, TRequest, TResponse>(method, options, loggers)
    where TService : class
    where TRequest : class
    where TResponse : class
{
    protected override async Task InvokeAsync(TService service, TRequest request, HttpServerCallContext call, IServiceProvider services)
    {
        ServerStreamingServerMethod<TRequest, TResponse> method = (message, stream, context) => invoke(service, message, stream, context);
        foreach (var registration in Options.Interceptors.Reverse())
            method = Around(method, registration, services);
        var writer = new ServerStreamWriter<TResponse>(call, Method.ResponseMarshaller);
        try
        {
            await method(request, writer, call).ConfigureAwait(false);
        }
        finally
        {
            await writer.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static ServerStreamingServerMethod<TRequest, TResponse> Around(
        ServerStreamingServerMethod<TRequest, TResponse> inner, InterceptorRegistration registration, IServiceProvider services) =>
        async (request, stream, context) =>
        {
            var interceptor = Activation<Interceptor>.Create(services, registration.Type, [.. registration.Arguments]);
            await using (interceptor.ConfigureAwait(false))
                await interceptor.Value.ServerStreamingServerHandler(request, stream, context, inner).ConfigureAwait(false);
        };
}
