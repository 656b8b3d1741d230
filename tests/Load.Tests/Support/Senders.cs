using System.Diagnostics;
using Load.Sampling;

namespace Load.Tests.Support;

/// <summary>Users that ask one route again and again, each as soon as it has its answer and has paused.</summary>
internal sealed class Senders : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly HttpClient _client;
    private readonly int? _connectionLimit;
    private readonly Task[] _users;
    private int _inFlight;
    private int _connections;
    private long _completed;
    private long _failed;
    private long _ticks;

    /// <param name="route">What is asked.</param>
    /// <param name="users">How many there are.</param>
    /// <param name="pause">How long each waits between two requests.</param>
    /// <param name="connectionLimit">The most connections that they share; null where each has its own.</param>
    public Senders(Uri route, int users, TimeSpan pause = default, int? connectionLimit = null)
    {
        _connectionLimit = connectionLimit;
        var handler = new SocketsHttpHandler { MaxConnectionsPerServer = connectionLimit ?? int.MaxValue };
        handler.PlaintextStreamFilter = (context, _) =>
        {
            Interlocked.Increment(ref _connections);
            return ValueTask.FromResult(context.PlaintextStream);
        };
        _client = new HttpClient(handler);
        _users = [.. Enumerable.Range(0, users).Select(_ => AskAsync(route, pause))];
    }

    public ClientSample Read()
    {
        using var own = Process.GetCurrentProcess();
        var inFlight = Volatile.Read(ref _inFlight);
        return new ClientSample
        {
            InFlight = inFlight,
            Completed = Interlocked.Read(ref _completed),
            Failed = Interlocked.Read(ref _failed),
            LatencySecondsSum = (double)Interlocked.Read(ref _ticks) / Stopwatch.Frequency,
            ConnectionsOpen = Volatile.Read(ref _connections),
            ConnectionLimit = _connectionLimit,
            WaitingForConnection = Math.Max(0, inFlight - (_connectionLimit ?? int.MaxValue)),
            CpuSeconds = own.TotalProcessorTime.TotalSeconds,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_users);
        _client.Dispose();
        _end.Dispose();
    }

    private async Task AskAsync(Uri route, TimeSpan pause)
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                await AskOnceAsync(route);
                await Task.Delay(pause, _end.Token);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The situation is over.
        }
    }

    private async Task AskOnceAsync(Uri route)
    {
        var start = Stopwatch.GetTimestamp();
        Interlocked.Increment(ref _inFlight);
        try
        {
            using var answer = await _client.GetAsync(route, _end.Token);
            Interlocked.Increment(ref answer.IsSuccessStatusCode ? ref _completed : ref _failed);
            Interlocked.Add(ref _ticks, Stopwatch.GetTimestamp() - start);
        }
        catch (HttpRequestException) when (!_end.IsCancellationRequested)
        {
            Interlocked.Increment(ref _failed);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }
}
