using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Wire.Tests.Protos;
using Grpc.Wire.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.Wire.Tests.Server;

public sealed class InterceptorTests
{
    [Fact]
    public async Task ServerInterceptors_AroundBothKindsOfCalls_RunInOrder()
    {
        var log = new ConcurrentQueue<string>();
        await using var server = await EchoServer.StartAsync(
            configure: options =>
            {
                options.Interceptors.Add<Traced>("outer");
                options.Interceptors.Add<Traced>("inner");
            },
            services: services => services.AddSingleton(log));

        await server.Client().UnaryAsync(new Bytes()).ResponseAsync.InTime();
        using var call = server.Client().Stream(new Bytes());
        while (await call.ResponseStream.MoveNext(CancellationToken.None).InTime())
        {
        }

        Assert.Equal(["outer unary", "inner unary", "outer stream", "inner stream"], log);
    }

    [Fact]
    public async Task ServerInterceptor_ThatThrows_DecidesTheStatus()
    {
        await using var server = await EchoServer.StartAsync(
            new EchoBehaviour { Unary = (_, _) => throw new InvalidOperationException() },
            options => options.Interceptors.Add<Refusing>());

        var error = await Assert.ThrowsAsync<RpcException>(() => server.Client().UnaryAsync(new Bytes()).ResponseAsync.InTime());

        Assert.Equal(StatusCode.PermissionDenied, error.StatusCode);
    }

    [Fact]
    public async Task ClientInterceptors_OfAChannel_RunInOrderAndMayAddHeaders()
    {
        var seen = new List<string>();
        await using var server = await EchoServer.StartAsync(new EchoBehaviour
        {
            Unary = (request, context) =>
            {
                seen.Add(context.RequestHeaders.GetValue("x-by")!);
                return Task.FromResult(request);
            },
            Stream = (_, _, context) =>
            {
                seen.Add(context.RequestHeaders.GetValue("x-by")!);
                return Task.CompletedTask;
            },
        });
        var client = new Echo.EchoClient(server.Channel().Intercept(new Signing("outer"), new Signing("inner")));

        await client.UnaryAsync(new Bytes()).ResponseAsync.InTime();
        client.Unary(new Bytes());
        using var call = client.Stream(new Bytes());
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None).InTime());

        Assert.Equal(["inner", "inner", "inner"], seen);
    }

    private sealed class Traced(string name, ConcurrentQueue<string> log) : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            log.Enqueue($"{name} unary");
            return continuation(request, context);
        }

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            ServerStreamingServerMethod<TRequest, TResponse> continuation)
        {
            log.Enqueue($"{name} stream");
            return continuation(request, responseStream, context);
        }
    }

    private sealed class Refusing : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
            throw new RpcException(new Status(StatusCode.PermissionDenied, "no"));
    }

    private sealed class Signing(string name) : Interceptor
    {
        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            BlockingUnaryCallContinuation<TRequest, TResponse> continuation) => continuation(request, Sign(context));

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation) => continuation(request, Sign(context));

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) => continuation(request, Sign(context));

        private ClientInterceptorContext<TRequest, TResponse> Sign<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context)
            where TRequest : class
            where TResponse : class =>
            new(context.Method, context.Host, context.Options.WithHeaders(new Metadata { { "x-by", name } }));
    }
}
