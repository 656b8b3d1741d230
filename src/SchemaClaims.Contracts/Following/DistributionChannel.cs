using Grpc.Net.Client;
using SchemaClaims.V1;

namespace SchemaClaims.Contracts.Following;

/// <summary>A channel to a sidecar, with the handlers of its own through which a subscriber hears every byte.</summary>
internal sealed class DistributionChannel : IDisposable
{
    // A message carries 1 MiB of parts at most, or a manifest of some hundred bytes a part.
    private const int MaxMessageBytes = 16 * 1024 * 1024;

    private readonly ListeningHandler _listening;
    private readonly GrpcChannel _channel;

    public DistributionChannel(Uri address, SocketsHttpHandler handler)
    {
        _listening = new ListeningHandler(new CallMarkHandler(handler));
        _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = _listening,
            DisposeHttpClient = true,
            MaxReceiveMessageSize = MaxMessageBytes,
        });
        Client = new Distribution.DistributionClient(_channel);
    }

    public Distribution.DistributionClient Client { get; }

    /// <summary>Who is told of every byte that comes.</summary>
    public Action Heard
    {
        set => _listening.Heard = value;
    }

    /// <summary>Ends the calls that run, and the connections.</summary>
    public void Dispose() => _channel.Dispose();
}
