using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;

namespace Interop.Tests.Support;

internal static class OurClient
{
    /// <summary>A channel of ours to a target as grpcio writes it; over TLS when there is a certificate to trust.</summary>
    public static GrpcChannel Connect(string target, string? certificatePath = null)
    {
        var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true };
        if (target.StartsWith("unix:", StringComparison.Ordinal))
        {
            var path = target["unix:".Length..];
            handler.ConnectCallback = (_, cancellationToken) => ConnectAsync(path, cancellationToken);
            target = "localhost";
        }

        if (certificatePath is not null)
            handler.SslOptions.RemoteCertificateValidationCallback = TrustOnly(certificatePath);
        var scheme = certificatePath is null ? "http" : "https";
        return GrpcChannel.ForAddress($"{scheme}://{target}", new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
    }

    private static RemoteCertificateValidationCallback TrustOnly(string certificatePath)
    {
        var trusted = X509Certificate2.CreateFromPem(File.ReadAllText(certificatePath)).GetCertHashString();
        return (_, presented, _, _) => presented?.GetCertHashString() == trusted;
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
