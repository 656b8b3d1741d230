using Grpc.Core;
using Grpc.Wire.Tests.Protos;
using Grpc.Wire.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.Wire.Tests.Server;

public sealed class LifetimeTests
{
    [Theory]
    [InlineData(ServiceLifetime.Singleton, 1, 0)]
    [InlineData(ServiceLifetime.Scoped, 2, 2)]
    [InlineData(ServiceLifetime.Transient, 2, 2)]
    [InlineData(null, 2, 2)]
    public async Task Service_OfEachLifetime_IsMadeAndDisposedAsRegistered(ServiceLifetime? lifetime, int made, int disposed)
    {
        var log = new Log();
        await using var server = await EchoServer.StartAsync(
            mapService: false,
            services: services =>
            {
                services.AddSingleton(log);
                if (lifetime is not null)
                    services.Add(new ServiceDescriptor(typeof(TracedService), typeof(TracedService), lifetime.Value));
            },
            map: app => app.MapGrpcService<TracedService>());

        for (var call = 0; call < 2; call++)
            await server.Client().UnaryAsync(new Bytes()).ResponseAsync.InTime();
        await server.App.StopAsync();

        Assert.Equal(made, log.Made);
        Assert.Equal(disposed, log.Disposed);
    }

    [Fact]
    public async Task MapGrpcService_WithoutAddGrpc_SaysWhatIsMissing()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();

        var error = Assert.Throws<InvalidOperationException>(() => app.MapGrpcService<EchoService>());

        Assert.Contains("AddGrpc", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MapGrpcService_OfATypeThatIsNoService_IsRefused()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddGrpc();
        await using var app = builder.Build();

        Assert.Throws<InvalidOperationException>(() => app.MapGrpcService<string>());
    }

    private sealed class Log
    {
        public int Made;
        public int Disposed;
    }

    private sealed class TracedService : Echo.EchoBase, IAsyncDisposable
    {
        private readonly Log _log;

        public TracedService(Log log)
        {
            _log = log;
            Interlocked.Increment(ref log.Made);
        }

        public override Task<Bytes> Unary(Bytes request, ServerCallContext context) => Task.FromResult(request);

        public ValueTask DisposeAsync()
        {
            Interlocked.Increment(ref _log.Disposed);
            return ValueTask.CompletedTask;
        }
    }
}
