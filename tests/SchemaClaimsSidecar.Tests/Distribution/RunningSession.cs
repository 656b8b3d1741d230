using System.Threading.Channels;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Distribution;

namespace SchemaClaimsSidecar.Tests.Distribution;

/// <summary>A session whose messages a test reads; when gated, each write after the first waits for the gate.</summary>
internal sealed class RunningSession : IAsyncDisposable
{
    public static readonly SidecarIdentity Self = new("sidecar", "1");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<SubscribeResponse> _sent = Channel.CreateUnbounded<SubscribeResponse>();
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ending = new();
    private int _written;

    public RunningSession(
        ReleaseHub hub, Subscription subscription, ClaimsFreshness claims, TimeProvider time, bool gated, ISupply? supply = null)
    {
        if (!gated)
            OpenGate();
        var options = new DistributionOptions();
        var stream = new SubscriberStream(WriteAsync, options.SendTimeout, time, _ending.Token);
        var sender = new ReleaseSender(subscription.Held, stream, new DistributionMetrics(new TestMeters()));
        var heartbeats = new Heartbeats(claims, Self, time, supply);
        Ended = subscription.Relay is { } relay
            ? new RelaySession(subscription, relay, hub, sender, stream, heartbeats, options, time).RunAsync(_ending.Token)
            : new SubscriptionSession(subscription, hub.Join(subscription), sender, stream, heartbeats, options, time)
                .RunAsync(_ending.Token);
    }

    public Task Ended { get; }

    public void OpenGate() => _gate.TrySetResult();

    public async Task<SubscribeResponse> ReadAsync() => await _sent.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public async Task<IReadOnlyList<SubscribeResponse>> ReadUntilHeartbeatAsync()
    {
        var read = new List<SubscribeResponse>();
        do
            read.Add(await ReadAsync());
        while (read[^1].Heartbeat is null);
        return read;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        OpenGate();
        await Ended.ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Patience);
        _ending.Dispose();
    }

    private Task WriteAsync(SubscribeResponse message)
    {
        Assert.True(_sent.Writer.TryWrite(message));
        return ++_written > 1 ? _gate.Task : Task.CompletedTask;
    }
}
