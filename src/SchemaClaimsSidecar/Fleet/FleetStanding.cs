using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Storage.Postgres;

namespace SchemaClaimsSidecar.Fleet;

/// <summary>Keeps how this sidecar stands with the store that it shares, for people, probes and metrics, and logs what changes.</summary>
internal sealed class FleetStanding(TimeProvider time, ILogger<FleetStanding> log)
{
    private readonly Lock _lock = new();
    private StoreStanding _current = new(
        IsConnected: false, time.GetUtcNow(), LastPoll: null, Newest: null, Failure: "", Replaced: "", Damage: "", IsListening: false,
        RefreshesClaims: false);

    public StoreStanding Current => Volatile.Read(ref _current);

    /// <summary>Pulses when <see cref="Current"/> says something else, other than when the store answered last.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>The store has answered.</summary>
    /// <param name="head">What it said.</param>
    /// <param name="replaced">Why that is not followed; empty when it is.</param>
    public void Answered(StoreHead head, string replaced) => Enter(now => now with
    {
        IsConnected = true,
        LastPoll = time.GetUtcNow(),
        Newest = head.Newest?.Position,
        Failure = "",
        Replaced = replaced,
        Damage = "",
    });

    /// <summary>The store has not answered, or not what can be followed.</summary>
    public void Failed(Exception failure) => Enter(now => failure is StoreDamagedException
        ? now with { IsConnected = true, LastPoll = time.GetUtcNow(), Failure = "", Damage = failure.Message }
        : now with { IsConnected = false, Failure = failure.Message });

    /// <summary>News are heard as they come, or no more.</summary>
    public void Listens(bool listens) => Enter(now => now with { IsListening = listens });

    /// <summary>This sidecar asks the source of the claims, or no more.</summary>
    public void RefreshesClaims(bool refreshes) => Enter(now => now with { RefreshesClaims = refreshes });

    private void Enter(Func<StoreStanding, StoreStanding> change)
    {
        StoreStanding before, after;
        lock (_lock)
        {
            before = _current;
            after = change(before);
            if (after.IsConnected != before.IsConnected)
                after = after with { Since = time.GetUtcNow() };
            Volatile.Write(ref _current, after);
        }

        if (after with { LastPoll = before.LastPoll } == before)
            return;
        Log(before, after);
        Changed.Pulse();
    }

    private void Log(StoreStanding before, StoreStanding after)
    {
        if (after.IsConnected && !before.IsConnected)
            FleetLog.Connected(log, after.Newest);
        if (after.Failure.Length > 0 && before.Failure.Length == 0)
            FleetLog.Away(log, after.Failure);
        if (after.Alarm.Length > 0 && after.Alarm != before.Alarm)
            FleetLog.Alarm(log, after.Alarm);
        if (after.Alarm.Length == 0 && before.Alarm.Length > 0)
            FleetLog.AlarmIsOver(log);
        if (after.RefreshesClaims != before.RefreshesClaims)
            FleetLog.RefreshesClaims(log, after.RefreshesClaims);
    }
}
