using System.Diagnostics.CodeAnalysis;
using Grpc.Wire.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

internal static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the methods of a service under the paths that its protocol file gives them. The service is the registered one, else
    /// made, and disposed, for each call.
    /// </summary>
    /// <exception cref="InvalidOperationException">AddGrpc was not called, or the type is no generated service.</exception>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<[DynamicallyAccessedMembers(ServiceMembers.Mapped)] TService>(
        this IEndpointRouteBuilder builder)
        where TService : class
    {
        var unimplemented = builder.ServiceProvider.GetService<UnimplementedEndpoint>()
            ?? throw new InvalidOperationException("Call AddGrpc() before MapGrpcService().");
        unimplemented.MapOnce(builder);
        var binder = new EndpointBinder<TService>(builder);
        ServiceBinding.Bind<TService>(binder);
        return new GrpcServiceEndpointConventionBuilder(binder.Endpoints);
    }
}
