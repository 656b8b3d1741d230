using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Net.Client;
using SchemaClaims.Contracts.Tls;
using SchemaClaims.V1;

namespace SchemaClaims.Contracts.Following;

/// <summary>A subscriber's way to a sidecar over gRPC.</summary>
internal sealed class DistributionConnection : IDisposable
{
    // A message carries 1 MiB of parts at most, or a manifest of some hundred bytes a part.
    private const int MaxMessageBytes = 16 * 1024 * 1024;

    private readonly ListeningHandler _listening;
    private readonly GrpcChannel _channel;
    private readonly Distribution.DistributionClient _client;
    private readonly TimeSpan _reportTimeout;

    /// <param name="address">Where the sidecar is.</param>
    /// <param name="silenceTimeout">How long connecting may take, and a connection may be dead without a sign.</param>
    /// <param name="reportTimeout">How long a report may take.</param>
    /// <param name="certificates">Those of TLS; null to trust as the system does, and show none.</param>
    /// <param name="configure">A last word on how to connect.</param>
    /// <exception cref="ArgumentException">The address is none.</exception>
    public DistributionConnection(
        string address, TimeSpan silenceTimeout, TimeSpan reportTimeout, CertificateFiles? certificates = null,
        Action<SocketsHttpHandler>? configure = null)
    {
        if (!SidecarAddress.TryParse(address, out var parsed, out var problem))
            throw new ArgumentException(problem, nameof(address));
        _reportTimeout = reportTimeout;
        var handler = parsed.CreateHandler();
        if (certificates is not null)
            handler.ConnectCallback = new TlsConnector(certificates).ConnectAsync;
        handler.ConnectTimeout = silenceTimeout;
        // A half-open connection would otherwise stay in the pool and swallow every new subscription.
        handler.KeepAlivePingDelay = Between(TimeSpan.FromSeconds(1), silenceTimeout / 2, TimeSpan.FromSeconds(10));
        handler.KeepAlivePingTimeout = Between(TimeSpan.FromSeconds(1), silenceTimeout / 4, TimeSpan.FromSeconds(5));
        configure?.Invoke(handler);
        _listening = new ListeningHandler(new CallMarkHandler(handler));
        _channel = GrpcChannel.ForAddress(parsed.Channel, new GrpcChannelOptions
        {
            HttpHandler = _listening,
            DisposeHttpClient = true,
            MaxReceiveMessageSize = MaxMessageBytes,
        });
        _client = new Distribution.DistributionClient(_channel);
    }

    /// <param name="request">What is subscribed to.</param>
    /// <param name="heard">Told of every byte that comes. One subscription at a time has the connection.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<SubscribeResponse> SubscribeAsync(
        SubscribeRequest request, Action heard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _listening.Heard = heard;
        // No deadline: the stream is meant to last. Silence on it is noticed by who reads it.
        using var call = _client.Subscribe(request, new CallOptions(cancellationToken: cancellationToken));
        while (await call.ResponseStream.MoveNext(cancellationToken).ConfigureAwait(false))
            yield return call.ResponseStream.Current;
    }

    public async Task ReportAsync(ReportRequest request, CancellationToken cancellationToken)
    {
        // The channel measures deadlines by the machine's clock, whatever clock the subscriber runs on.
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime + _reportTimeout;
        using var call = _client.ReportAsync(request, new CallOptions(deadline: deadline, cancellationToken: cancellationToken));
        await call.ResponseAsync.ConfigureAwait(false);
    }

    public void Dispose() => _channel.Dispose();

    private static TimeSpan Between(TimeSpan least, TimeSpan time, TimeSpan most) => time < least ? least : time > most ? most : time;
}
