using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Net.Client;
using SchemaClaims.Contracts.Following;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Relay;

/// <summary>The upstream over gRPC.</summary>
internal sealed class GrpcUpstream : IUpstream
{
    // A message carries 1 MiB of parts at most, or a manifest of some hundred bytes a part.
    private const int MaxMessageBytes = 16 * 1024 * 1024;

    private readonly GrpcChannel _channel;
    private readonly SchemaClaims.V1.Distribution.DistributionClient _client;
    private readonly TimeSpan _reportTimeout;

    /// <exception cref="ArgumentException">The address is none.</exception>
    public GrpcUpstream(string address, RelayOptions options)
    {
        if (!SidecarAddress.TryParse(address, out var parsed, out var problem))
            throw new ArgumentException(problem, nameof(address));
        (Address, _reportTimeout) = (address, options.ReportTimeout);
        _channel = GrpcChannel.ForAddress(parsed.Channel, new GrpcChannelOptions
        {
            HttpHandler = CreateHandler(parsed, options),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = MaxMessageBytes,
        });
        _client = new SchemaClaims.V1.Distribution.DistributionClient(_channel);
    }

    public string Address { get; }

    public async IAsyncEnumerable<SubscribeResponse> SubscribeAsync(
        SubscribeRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // No deadline: the stream is meant to last. Silence on it is noticed by who reads it.
        using var call = _client.Subscribe(request, new CallOptions(cancellationToken: cancellationToken));
        while (await call.ResponseStream.MoveNext(cancellationToken).ConfigureAwait(false))
            yield return call.ResponseStream.Current;
    }

    public async Task ReportAsync(ReportRequest request, CancellationToken cancellationToken)
    {
        // The channel measures deadlines by the machine's clock, whatever clock the relay runs on.
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime + _reportTimeout;
        using var call = _client.ReportAsync(request, new CallOptions(deadline: deadline, cancellationToken: cancellationToken));
        await call.ResponseAsync.ConfigureAwait(false);
    }

    public void Dispose() => _channel.Dispose();

    private static SocketsHttpHandler CreateHandler(SidecarAddress address, RelayOptions options)
    {
        var handler = address.CreateHandler();
        handler.ConnectTimeout = options.SilenceTimeout;
        // A half-open connection would otherwise stay in the pool and swallow every new subscription.
        handler.KeepAlivePingDelay = TimeSpan.FromSeconds(10);
        handler.KeepAlivePingTimeout = TimeSpan.FromSeconds(5);
        return handler;
    }
}
