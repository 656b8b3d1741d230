using System.Net;
using System.Net.Sockets;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Grpc.Wire.Tests.Protos;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing;

namespace Grpc.Wire.Tests.Support;

/// <summary>Kestrel with <see cref="EchoService"/>, on a free port or a Unix socket of its own.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private const string SocketName = "grpc.sock";

    private readonly TemporaryFolder _folder;
    private readonly List<IDisposable> _owned = [];

    private EchoServer(WebApplication app, Transport transport, TemporaryFolder folder) =>
        (App, Transport, _folder) = (app, transport, folder);

    public WebApplication App { get; }

    public Transport Transport { get; }

    public Uri Address { get; private set; } = new("http://localhost");

    public static async Task<EchoServer> StartAsync(
        EchoBehaviour? behaviour = null,
        Action<GrpcServiceOptions>? configure = null,
        Transport transport = Transport.Tcp,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? map = null,
        bool mapService = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(behaviour ?? new EchoBehaviour());
        builder.Services.AddGrpc(configure ?? (_ => { }));
        services?.Invoke(builder.Services);
        var folder = new TemporaryFolder();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, transport, folder));
        var app = builder.Build();
        if (mapService)
            app.MapGrpcService<EchoService>();
        map?.Invoke(app);
        await app.StartAsync();
        var server = new EchoServer(app, transport, folder);
        if (transport == Transport.Tcp)
            server.Address = new Uri(app.Urls.Single());
        return server;
    }

    /// <summary>A channel that lives as long as the server.</summary>
    public GrpcChannel Channel(Action<GrpcChannelOptions>? configure = null)
    {
        var options = new GrpcChannelOptions { HttpHandler = Handler(), DisposeHttpClient = true };
        configure?.Invoke(options);
        var channel = GrpcChannel.ForAddress(Address, options);
        _owned.Add(channel);
        return channel;
    }

    public Echo.EchoClient Client(Action<GrpcChannelOptions>? configure = null) => new(Channel(configure));

    /// <summary>Plain HTTP to the same place.</summary>
    public HttpMessageInvoker Http()
    {
        var invoker = new HttpMessageInvoker(Handler());
        _owned.Add(invoker);
        return invoker;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
            owned.Dispose();
        await App.DisposeAsync();
        _folder.Dispose();
    }

    private SocketsHttpHandler Handler()
    {
        var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true };
        if (Transport == Transport.Unix)
            handler.ConnectCallback = ConnectAsync;
        return handler;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_folder[SocketName]), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void Listen(KestrelServerOptions kestrel, Transport transport, TemporaryFolder folder)
    {
        if (transport == Transport.Unix)
            kestrel.ListenUnixSocket(folder[SocketName], listen => listen.Protocols = HttpProtocols.Http2);
        else
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
    }
}
