using Grpc.Core;
using Grpc.Net.Client;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using Position = SchemaClaims.V1.Position;

namespace Bench.Rigs;

/// <summary>The generated stub and nothing else: reads what comes and tells of each commit.</summary>
internal sealed class RawSubscriber : IDisposable
{
    private const int MaxMessageBytes = 16 * 1024 * 1024;

    private readonly GrpcChannel _channel;
    private readonly AsyncServerStreamingCall<SubscribeResponse> _call;
    private readonly Action<ulong> _onCommit;
    private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="handler">What connects; disposed with this.</param>
    /// <param name="name">The subscriber's name.</param>
    /// <param name="onCommit">Told the generation of every release that has come in full, at once and by the reader itself.</param>
    /// <param name="applied">What it says that it runs.</param>
    public RawSubscriber(HttpMessageHandler handler, string name, Action<ulong> onCommit, Position? applied = null)
    {
        _onCommit = onCommit;
        _channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions
        {
            HttpHandler = new CallMarkHandler(handler),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = MaxMessageBytes,
        });
        _call = new Distribution.DistributionClient(_channel).Subscribe(new SubscribeRequest
        {
            Protocol = Protocol.Version,
            Subscriber = name,
            Instance = name,
            Applied = applied,
        });
        _ = ReadAsync();
    }

    /// <summary>Completes when the first message has come.</summary>
    public Task Heard => _heard.Task;

    /// <summary>The last release that has come in full.</summary>
    public Position? Latest { get; private set; }

    public void Dispose()
    {
        _call.Dispose();
        _channel.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _call.ResponseStream.MoveNext(CancellationToken.None))
            {
                _heard.TrySetResult();
                if (_call.ResponseStream.Current.Commit is not { } commit)
                    continue;
                Latest = commit.Position;
                _onCommit(commit.Position.Generation);
            }
        }
        catch (RpcException) when (_heard.Task.IsCompleted)
        {
            // Disposed, or the sidecar has stopped.
        }
        catch (Exception failure)
        {
            _heard.TrySetException(failure);
        }
    }
}
