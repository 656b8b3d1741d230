using System.Diagnostics.CodeAnalysis;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.Wire.Server;

internal sealed class UnaryCallHandler<[DynamicallyAccessedMembers(ServiceMembers.Made)] TService, TRequest, TResponse>(
    Method<TRequest, TResponse> method,
    Func<TService, TRequest, ServerCallContext, Task<TResponse>> invoke,
    IOptions<GrpcServiceOptions> options,
    ILoggerFactory loggers)
    : CallHandler<TService, TRequest, TResponse>(method, options, loggers)
    where TService : class
    where TRequest : class
    where TResponse : class
{
    protected override async Task InvokeAsync(TService service, TRequest request, HttpServerCallContext call, IServiceProvider services)
    {
        UnaryServerMethod<TRequest, TResponse> method = (message, context) => invoke(service, message, context);
        foreach (var registration in Options.Interceptors.Reverse())
            method = Around(method, registration, services);
        var response = await method(request, call).ConfigureAwait(false)
            ?? throw new RpcException(new Status(StatusCode.Internal, "The service returned no message."));
        if (call.Status.StatusCode == StatusCode.OK)
            await call.Response.WriteAsync(response, Method.ResponseMarshaller, call.WriteOptions).ConfigureAwait(false);
    }

    private static UnaryServerMethod<TRequest, TResponse> Around(
        UnaryServerMethod<TRequest, TResponse> inner, InterceptorRegistration registration, IServiceProvider services) =>
        async (request, context) =>
        {
            var interceptor = Activation<Interceptor>.Create(services, registration.Type, [.. registration.Arguments]);
            await using (interceptor.ConfigureAwait(false))
                return await interceptor.Value.UnaryServerHandler(request, context, inner).ConfigureAwait(false);
        };
}
