using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing;

namespace Interop.Tests.Support;

/// <summary>Our server, on each transport at once.</summary>
internal sealed class InteropServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly X509Certificate2 _certificate = Certificate.Create();
    private readonly WebApplication _app;

    private InteropServer()
    {
        Certificate.Save(_certificate, CertificatePath);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(Listen);
        builder.Services.AddGrpc();
        _app = builder.Build();
        _app.MapGrpcService<TestService>();
        _app.MapGrpcService<HealthService>();
    }

    public string CertificatePath => _folder["certificate.pem"];

    public static async Task<InteropServer> StartAsync()
    {
        var server = new InteropServer();
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Where the transport listens, as grpcio and grpc-js write it.</summary>
    public string Target(Transport transport) => transport switch
    {
        Transport.Unix => $"unix:{_folder["grpc.sock"]}",
        Transport.Tls => $"localhost:{Port("https")}",
        _ => $"127.0.0.1:{Port("http")}",
    };

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
        _folder.Dispose();
    }

    private int Port(string scheme) =>
        _app.Urls
            .Where(url => !url.Contains("unix", StringComparison.Ordinal))
            .Select(url => new Uri(url))
            .Single(url => url.Scheme == scheme).Port;

    private void Listen(KestrelServerOptions kestrel)
    {
        kestrel.ListenUnixSocket(_folder["grpc.sock"], listen => listen.Protocols = HttpProtocols.Http2);
        kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseHttps(_certificate);
        });
    }
}
