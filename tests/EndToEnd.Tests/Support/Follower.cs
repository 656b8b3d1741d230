using Grpc.Core;
using Grpc.Net.Client;
using SchemaClaims.V1;

namespace EndToEnd.Tests.Support;

/// <summary>A subscriber that follows a sidecar, through its restarts, until it is disposed of.</summary>
internal sealed class Follower : IAsyncDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ReportLimit = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _disposing = new();
    private readonly Changes _changes = new();
    private readonly Gate _gate = new();
    private readonly GrpcChannel _channel;
    private readonly SchemaClaims.V1.Distribution.DistributionClient _client;
    private readonly ProtocolReader _reader;
    private readonly string _instance = Guid.NewGuid().ToString("N");
    private readonly List<FollowedRelease> _received = [];
    private readonly List<WatchEvent> _seen = [];
    private readonly List<Status> _endings = [];
    private readonly List<string> _violations = [];
    private readonly Task _running;
    private readonly IReadOnlyDictionary<string, string> _labels;
    private int _heartbeats;

    public Follower(string socket, string name = "pod-1", Func<FollowedRelease, bool>? accepts = null, string? zone = null)
        : this(Place.Open(socket), name, accepts, zone)
    {
    }

    /// <param name="channel">The way to the sidecar; the follower disposes of it.</param>
    /// <param name="name">What it calls itself.</param>
    /// <param name="accepts">Whether it applies a release or rejects it.</param>
    /// <param name="zone">Its label <c>zone</c>.</param>
    public Follower(GrpcChannel channel, string name, Func<FollowedRelease, bool>? accepts = null, string? zone = null)
    {
        _labels = zone is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["zone"] = zone };
        Name = name;
        _channel = channel;
        _client = new SchemaClaims.V1.Distribution.DistributionClient(channel);
        _reader = new ProtocolReader(accepts ?? (_ => true));
        _running = Task.Run(RunAsync);
    }

    public string Name { get; }

    /// <summary>All releases that it received in full, in their order.</summary>
    public IReadOnlyList<FollowedRelease> Received => Copy(_received);

    /// <summary>All that it saw, in its order.</summary>
    public IReadOnlyList<WatchEvent> Seen => Copy(_seen);

    /// <summary>How its streams ended.</summary>
    public IReadOnlyList<Status> Endings => Copy(_endings);

    /// <summary>What the sidecar did against the protocol.</summary>
    public IReadOnlyList<string> Violations => Copy(_violations);

    /// <summary>How often it was told that it is current.</summary>
    public int Heartbeats => Volatile.Read(ref _heartbeats);

    /// <summary>Waits until it has received this release, or a later one, and returns the last.</summary>
    public Task<FollowedRelease> WaitForAsync(ulong generation) => WaitAsync(
        () => Received.LastOrDefault() is { } last && last.Generation >= (long)generation ? last : null, $"release {generation}");

    /// <summary>Waits until it has been told that it is current.</summary>
    public Task WaitForHeartbeatAsync() => WaitForHeartbeatsAsync(1);

    /// <summary>Waits until it has been told so often that it is current.</summary>
    public Task WaitForHeartbeatsAsync(int count) => WaitAsync(() => Heartbeats >= count ? this : null, $"{count} heartbeats");

    /// <summary>Waits until a stream has ended.</summary>
    public Task WaitForEndingAsync() => WaitAsync(() => Endings is [] ? null : this, "the end of a stream");

    /// <summary>Lets it take one more message, and no other until <see cref="Thaw"/>.</summary>
    public void Freeze() => _gate.Close();

    /// <summary>Waits until it reads no more.</summary>
    public Task WaitUntilFrozenAsync() => WaitAsync(() => _gate.HasWaiter ? this : null, "standstill");

    public void Thaw() => _gate.Open();

    public override string ToString() =>
        $"{Name} received {string.Join(", ", Received.Select(release => release.Generation))}; "
        + $"{Heartbeats} heartbeats; ended {string.Join(", ", Endings)}; violations: {string.Join(", ", Violations)}";

    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync();
        await _running;
        _channel.Dispose();
        _disposing.Dispose();
    }

    private Task<T> WaitAsync<T>(Func<T?> find, string what)
        where T : class => _changes.WaitForAsync(
            () => find() ?? (Violations is [] ? null : throw new ProtocolViolationException($"{this}")), () => $"{what}; {this}");

    private async Task RunAsync()
    {
        while (!_disposing.IsCancellationRequested)
        {
            try
            {
                await FollowAsync();
                Note(_endings, Status.DefaultSuccess);
            }
            catch (RpcException ended)
            {
                if (!_disposing.IsCancellationRequested)
                    Note(_endings, ended.Status);
            }
            catch (Exception violation) when (violation is ProtocolViolationException or InvalidDataException or FormatException)
            {
                Note(_violations, violation.Message);
                return;
            }
            catch (OperationCanceledException)
            {
                return;
            }

            // Jittered, as the protocol asks for: the sidecar may be away for a while.
            var pause = Task.Delay(ShortestPause * (1 + Random.Shared.NextDouble()), _disposing.Token);
            await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync()
    {
        var request = _reader.Begin(Name, _instance, _labels);
        Note(_seen, new WatchEvent.Began((long)(request.Applied?.Generation ?? 0)));
        using var call = _client.Subscribe(request, cancellationToken: _disposing.Token);
        while (await MoveNextAsync(call.ResponseStream))
        {
            var message = call.ResponseStream.Current;
            if (_reader.Take(message) is { } release)
            {
                Note(_seen, new WatchEvent.Received(release.Generation, release.Manifest.SnapshotId.ToString(), release.Marks.Count));
                Note(_received, release);
                await ReportAsync(release);
            }
            else if (message.Heartbeat is { } heartbeat)
            {
                Note(_seen, new WatchEvent.ToldCurrent((long)(heartbeat.Latest?.Generation ?? 0)));
                Interlocked.Increment(ref _heartbeats);
                _changes.Pulse();
            }
        }
    }

    private async Task<bool> MoveNextAsync(IAsyncStreamReader<SubscribeResponse> stream)
    {
        var open = _gate.WaitAsync();
        if (!open.IsCompleted)
            _changes.Pulse();
        await open.WaitAsync(_disposing.Token);
        return await stream.MoveNext(_disposing.Token);
    }

    private async Task ReportAsync(FollowedRelease release)
    {
        var applied = _reader.Current == release;
        var report = new ReportRequest
        {
            Subscriber = Name,
            Instance = _instance,
            Position = release.Release.Position.OnWire(),
            Outcome = applied ? ReportRequest.Types.Outcome.Applied : ReportRequest.Types.Outcome.Rejected,
            Code = applied ? "" : "PART_INVALID",
            Reason = applied ? "" : "It does not suit.",
            Running = _reader.Current?.Release.Position.OnWire(),
            ElapsedMicroseconds = 1_500,
        };
        await _client.ReportAsync(report, deadline: DateTime.UtcNow + ReportLimit, cancellationToken: _disposing.Token);
    }

    private void Note<T>(List<T> notes, T note)
    {
        lock (_lock)
            notes.Add(note);
        _changes.Pulse();
    }

    private T[] Copy<T>(List<T> notes)
    {
        lock (_lock)
            return [.. notes];
    }
}
