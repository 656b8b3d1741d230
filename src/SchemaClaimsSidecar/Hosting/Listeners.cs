using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Limits;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>Opens the listeners, each for its audience.</summary>
internal sealed class Listeners(
    IOptions<ListenerOptions> listeners, IOptions<LimitOptions> limits, TlsCertificates certificates, FloodGuard floods, TimeProvider time,
    ILogger<ConnectionGate> log)
{
    /// <summary>Removes what a dead process left behind, so that the sockets can be bound.</summary>
    /// <exception cref="IOException">The folder cannot be made, another process listens, or the path is something else than a socket.</exception>
    public static void Clear(ListenerOptions options)
    {
        foreach (var socket in options.Sockets())
            StaleSocket.Remove(socket.Path);
    }

    public void Open(KestrelServerOptions kestrel)
    {
        var options = listeners.Value;
        kestrel.AddServerHeader = false;
        ServerLimits.Set(kestrel.Limits, limits.Value);
        ListenAddress.TryParse(options.Dms, out var dms);
        if (dms!.SocketPath is { } path)
            kestrel.ListenUnixSocket(path, listener => Serve(listener, Audience.Dms, HttpProtocols.Http2));
        else
            kestrel.Listen(dms.EndPoint!, listener => Serve(listener, Audience.Dms, HttpProtocols.Http2, dms.IsTls));
        kestrel.ListenUnixSocket(options.AdminSocket, listener => Serve(listener, Audience.Administrators, HttpProtocols.Http2));
        if (ListenAddress.TryParse(options.Health, out var health))
            kestrel.Listen(health.EndPoint!, listener => Serve(listener, Audience.Probes, HttpProtocols.Http2));
        // Without TLS a browser and a gRPC client cannot agree on a protocol; browsers come first.
        if (ListenAddress.TryParse(options.Management, out var management))
            kestrel.Listen(management.EndPoint!, listener => Serve(
                listener, Audience.Administrators, management.IsTls ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http1, management.IsTls));
    }

    private void Serve(ListenOptions listener, Audience audience, HttpProtocols protocols, bool isTls = false)
    {
        listener.Protocols = protocols;
        var most = audience == Audience.Dms ? limits.Value.DmsConnections : limits.Value.AdminConnections;
        var gate = new ConnectionGate($"{listener}", most, limits.Value, time, log);
        var feature = new AudienceFeature(audience);
        Pass(gate.PassAsync);
        listener.Use(next => connection =>
        {
            connection.Features.Set(feature);
            return next(connection);
        });
        if (isTls)
            listener.UseHttps(certificates.For(audience, limits.Value.HandshakeTimeout));
        // What is inside of TLS is looked at.
        Pass(floods.PassAsync);

        void Pass(Func<ConnectionContext, ConnectionDelegate, Task> step) => listener.Use(next => connection => step(connection, next));
    }
}
