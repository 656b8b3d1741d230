using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>Opens the listeners, each for its audience.</summary>
internal static class Listeners
{
    // Group members may connect; that is how a pod's containers share the socket.
    private const UnixFileMode SocketMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    public static void Open(KestrelServerOptions kestrel, ListenerOptions options, TlsCertificates certificates)
    {
        kestrel.AddServerHeader = false;
        ListenAddress.TryParse(options.Dms, out var dms);
        if (dms!.SocketPath is { } path)
            kestrel.ListenUnixSocket(path, listener => Serve(listener, Audience.Dms));
        else
            kestrel.Listen(dms.EndPoint!, listener => Serve(listener, Audience.Dms));
        kestrel.ListenUnixSocket(options.AdminSocket, listener => Serve(listener, Audience.Administrators));
        if (ListenAddress.TryParse(options.Health, out var health))
            kestrel.Listen(health.EndPoint!, listener => Serve(listener, Audience.Probes));
        if (ListenAddress.TryParse(options.Management, out var management))
            kestrel.Listen(management.EndPoint!, listener => ServeBrowsers(listener, management.IsTls ? certificates : null));
    }

    /// <summary>Removes what a dead process left behind, so that the sockets can be bound.</summary>
    /// <exception cref="IOException">The folder cannot be made, another process listens, or the path is something else than a socket.</exception>
    public static void Clear(ListenerOptions options)
    {
        foreach (var path in SocketPaths(options))
            StaleSocket.Remove(path);
    }

    /// <summary>Lets the group of the sockets' files connect.</summary>
    public static void Share(ListenerOptions options)
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (var path in SocketPaths(options))
            File.SetUnixFileMode(path, SocketMode);
    }

    private static IEnumerable<string> SocketPaths(ListenerOptions options)
    {
        if (ListenAddress.TryParse(options.Dms, out var dms) && dms.SocketPath is { } path)
            yield return path;
        yield return options.AdminSocket;
    }

    // Without TLS a browser and a gRPC client cannot agree on a protocol; browsers come first.
    private static void ServeBrowsers(ListenOptions listener, TlsCertificates? certificates)
    {
        Serve(listener, Audience.Administrators, certificates is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2);
        if (certificates is not null)
            listener.UseHttps(certificates.Configure);
    }

    private static void Serve(ListenOptions listener, Audience audience, HttpProtocols protocols = HttpProtocols.Http2)
    {
        listener.Protocols = protocols;
        var feature = new AudienceFeature(audience);
        listener.Use(next => connection =>
        {
            connection.Features.Set(feature);
            return next(connection);
        });
    }
}
