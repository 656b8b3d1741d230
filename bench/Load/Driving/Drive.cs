using System.Collections.Concurrent;

namespace Load.Driving;

/// <summary>What a loop has done so far.</summary>
internal sealed class Drive(TimeProvider time)
{
    private readonly ConcurrentQueue<Outcome> _outcomes = new();
    private readonly long _began = time.GetTimestamp();
    private long _notSent;

    /// <summary>Every call that was sent.</summary>
    public IReadOnlyCollection<Outcome> Outcomes => _outcomes;

    /// <summary>Arrivals of an open loop that were not sent because too many calls were outstanding.</summary>
    public long NotSent => Interlocked.Read(ref _notSent);

    /// <summary>Since the drive began.</summary>
    public double Seconds => time.GetElapsedTime(_began).TotalSeconds;

    /// <summary>Sends a call and counts it from the given moment.</summary>
    public async Task SendAsync(VirtualUser user, Call call, double beganSeconds, CancellationToken cancellationToken)
    {
        var succeeded = await user.SendAsync(call, cancellationToken);
        _outcomes.Enqueue(new Outcome(call.Kind, beganSeconds, Seconds - beganSeconds, succeeded));
    }

    public void CountNotSent() => Interlocked.Increment(ref _notSent);
}
