using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.Wire.Server;

/// <summary>Maps each unary and server-streaming method; the others stay unimplemented.</summary>
internal sealed class EndpointBinder<[DynamicallyAccessedMembers(ServiceMembers.Mapped)] TService>(IEndpointRouteBuilder builder) : ServiceBinderBase
    where TService : class
{
    private readonly IOptions<GrpcServiceOptions> _options = builder.ServiceProvider.GetRequiredService<IOptions<GrpcServiceOptions>>();
    private readonly ILoggerFactory _loggers = builder.ServiceProvider.GetRequiredService<ILoggerFactory>();
    private readonly List<IEndpointConventionBuilder> _endpoints = [];

    public IReadOnlyList<IEndpointConventionBuilder> Endpoints => _endpoints;

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var invoke = Open<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>(
            method, typeof(TRequest), typeof(ServerCallContext));
        Map(method, new UnaryCallHandler<TService, TRequest, TResponse>(method, invoke, _options, _loggers).HandleAsync);
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var invoke = Open<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(
            method, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        Map(method, new ServerStreamingCallHandler<TService, TRequest, TResponse>(method, invoke, _options, _loggers).HandleAsync);
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
    }

    private static TDelegate Open<TDelegate>(IMethod method, params Type[] parameters)
        where TDelegate : Delegate =>
        (typeof(TService).GetMethod(method.Name, BindingFlags.Instance | BindingFlags.Public, parameters)
            ?? throw new InvalidOperationException($"{typeof(TService)} has no method {method.Name} as {method.FullName} wants it."))
        .CreateDelegate<TDelegate>();

    private void Map(IMethod method, RequestDelegate handle)
    {
        var endpoint = builder.MapPost(method.FullName, handle)
            .WithDisplayName($"gRPC - {method.FullName}")
            .WithMetadata(new GrpcMethodMetadata(typeof(TService), method));
        _endpoints.Add(endpoint);
    }
}
