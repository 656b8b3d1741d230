using System.Runtime.CompilerServices;
using Grpc.Core;
using SchemaClaims.Contracts.Tls;
using SchemaClaims.V1;

namespace SchemaClaims.Contracts.Following;

/// <summary>A subscriber's way to a sidecar over gRPC.</summary>
/// <remarks>
/// After a stream that broke, the next one gets a connection of its own: the two ends of the old one may no longer agree on what its
/// table of headers holds (RFC 7541, 2.2), and would misread every later answer without the connection ever failing.
/// </remarks>
internal sealed class DistributionConnection : IDisposable
{
    private readonly Func<DistributionChannel> _open;
    private readonly TimeSpan _reportTimeout;
    private DistributionChannel _channel;

    /// <param name="address">Where the sidecar is.</param>
    /// <param name="silenceTimeout">How long connecting may take, and a connection may be dead without a sign.</param>
    /// <param name="reportTimeout">How long a report may take.</param>
    /// <param name="certificates">Those of TLS; null to trust as the system does, and show none.</param>
    /// <param name="configure">A last word on how to connect, asked for each handler of connections.</param>
    /// <exception cref="ArgumentException">The address is none.</exception>
    public DistributionConnection(
        string address, TimeSpan silenceTimeout, TimeSpan reportTimeout, CertificateFiles? certificates = null,
        Action<SocketsHttpHandler>? configure = null)
    {
        if (!SidecarAddress.TryParse(address, out var parsed, out var problem))
            throw new ArgumentException(problem, nameof(address));
        _reportTimeout = reportTimeout;
        _open = () => new DistributionChannel(parsed.Channel, CreateHandler(parsed, silenceTimeout, certificates, configure));
        _channel = _open();
    }

    /// <param name="request">What is subscribed to.</param>
    /// <param name="heard">Told of every byte that comes. One subscription at a time has the connection.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<SubscribeResponse> SubscribeAsync(
        SubscribeRequest request, Action heard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = _channel;
        channel.Heard = heard;
        var endedBySidecar = false;
        try
        {
            // No deadline: the stream is meant to last. Silence on it is noticed by who reads it.
            using var call = channel.Client.Subscribe(request, new CallOptions(cancellationToken: cancellationToken));
            while (await call.ResponseStream.MoveNext(cancellationToken).ConfigureAwait(false))
                yield return call.ResponseStream.Current;
            endedBySidecar = true;
        }
        finally
        {
            if (!endedBySidecar)
                Replace(channel);
        }
    }

    public async Task ReportAsync(ReportRequest request, CancellationToken cancellationToken)
    {
        // The channel measures deadlines by the machine's clock, whatever clock the subscriber runs on.
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime + _reportTimeout;
        var client = Volatile.Read(ref _channel).Client;
        using var call = client.ReportAsync(request, new CallOptions(deadline: deadline, cancellationToken: cancellationToken));
        await call.ResponseAsync.ConfigureAwait(false);
    }

    public void Dispose() => Volatile.Read(ref _channel).Dispose();

    // The new one has no connection until somebody calls, so that nothing is left over where the old one was disposed of at the end.
    private void Replace(DistributionChannel broken)
    {
        Volatile.Write(ref _channel, _open());
        broken.Dispose();
    }

    private static SocketsHttpHandler CreateHandler(
        SidecarAddress address, TimeSpan silenceTimeout, CertificateFiles? certificates, Action<SocketsHttpHandler>? configure)
    {
        var handler = address.CreateHandler();
        if (certificates is not null)
            handler.ConnectCallback = new TlsConnector(certificates).ConnectAsync;
        handler.ConnectTimeout = silenceTimeout;
        // A half-open connection would otherwise stay in the pool and swallow every new subscription.
        handler.KeepAlivePingDelay = Between(TimeSpan.FromSeconds(1), silenceTimeout / 2, TimeSpan.FromSeconds(10));
        handler.KeepAlivePingTimeout = Between(TimeSpan.FromSeconds(1), silenceTimeout / 4, TimeSpan.FromSeconds(5));
        configure?.Invoke(handler);
        return handler;
    }

    private static TimeSpan Between(TimeSpan least, TimeSpan time, TimeSpan most) => time < least ? least : time > most ? most : time;
}
