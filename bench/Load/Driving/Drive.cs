using System.Collections.Concurrent;
using Load.Sampling;

namespace Load.Driving;

/// <summary>What a loop has done so far.</summary>
internal sealed class Drive(TimeProvider time)
{
    private readonly ConcurrentQueue<Outcome> _outcomes = new();
    private readonly long _began = time.GetTimestamp();
    private long _notSent;
    private long _inFlight;
    private long _completed;
    private long _failed;
    private long _latencyMicroseconds;

    /// <summary>Every call that was sent.</summary>
    public IReadOnlyCollection<Outcome> Outcomes => _outcomes;

    /// <summary>Arrivals of an open loop that were not sent because too many calls were outstanding.</summary>
    public long NotSent => Interlocked.Read(ref _notSent);

    /// <summary>Since the drive began.</summary>
    public double Seconds => time.GetElapsedTime(_began).TotalSeconds;

    /// <summary>Who sends at present.</summary>
    public IReadOnlyList<VirtualUser> Users { get; set; } = [];

    /// <summary>Sends a call and counts it from the given moment.</summary>
    public async Task SendAsync(VirtualUser user, Call call, double beganSeconds, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _inFlight);
        try
        {
            var failure = await user.SendAsync(call, cancellationToken);
            var latency = Seconds - beganSeconds;
            _outcomes.Enqueue(new Outcome(call.Kind, beganSeconds, latency, failure));
            Interlocked.Increment(ref failure is null ? ref _completed : ref _failed);
            Interlocked.Add(ref _latencyMicroseconds, (long)(latency * 1e6));
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    /// <summary>What the sender sees now.</summary>
    public ClientSample Sample() => new()
    {
        InFlight = Interlocked.Read(ref _inFlight),
        Completed = Interlocked.Read(ref _completed),
        Failed = Interlocked.Read(ref _failed),
        ConnectionsOpen = Users.Sum(user => user.Connections),
        LatencySecondsSum = Interlocked.Read(ref _latencyMicroseconds) / 1e6,
        CpuSeconds = Environment.CpuUsage.TotalTime.TotalSeconds,
    };

    public void CountNotSent() => Interlocked.Increment(ref _notSent);
}
