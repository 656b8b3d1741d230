using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace SchemaClaims.Contracts.Tls;

/// <summary>Connects over TLS 1.3. Each connection takes the certificates as they are then: exchanged files need no restart.</summary>
internal sealed class TlsConnector(CertificateFiles files)
{
    /// <exception cref="AuthenticationException">One end does not trust the other, or the certificates cannot be used.</exception>
    /// <exception cref="SocketException">Nobody answers.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var options = OptionsFor(context.DnsEndPoint.Host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await stream.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
            return stream;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private SslClientAuthenticationOptions OptionsFor(string host)
    {
        var current = files.Get();
        return new SslClientAuthenticationOptions
        {
            TargetHost = host,
            ApplicationProtocols = [SslApplicationProtocol.Http2],
            EnabledSslProtocols = SslProtocols.Tls13,
            ClientCertificateContext = current.Own,
            // Without authorities of its own, those of the system.
            CertificateChainPolicy = current.Authorities.Count == 0 ? null : current.Policy(),
            AllowTlsResume = false,
        };
    }
}
