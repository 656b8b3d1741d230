using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Following;
using SchemaClaimsSidecar.Distribution;

namespace SchemaClaimsSidecar.Relay;

/// <summary>Keeps how the relay stands with its upstream, for people, probes, metrics and the upstream, and logs what changes.</summary>
internal sealed class RelayStanding(TimeProvider time, ILogger<RelayStanding> log)
{
    private readonly Lock _lock = new();
    private UpstreamStanding _current = new("", false, time.GetUtcNow(), "", null, null, "", 0);

    public UpstreamStanding Current => Volatile.Read(ref _current);

    /// <summary>Pulses when <see cref="Current"/> says something else.</summary>
    public ChangeSignal Changed { get; } = new();

    public void Trying(string upstream) => Enter(now => now with { Upstream = upstream });

    /// <summary>The upstream has been heard.</summary>
    public void Connected() => Enter(now => now with { IsConnected = true, Failure = "" });

    /// <summary>The stream has ended.</summary>
    public void Disconnected(string why) => Enter(now => now with { IsConnected = false, Failure = why });

    /// <summary>A release was refused.</summary>
    public void Rejected(Position release, Verdict verdict) => Enter(now => now with { Rejected = release, Verdict = verdict });

    /// <summary>What the upstream has is served, but for the release that was refused if that is still part of it.</summary>
    public void Follows(bool withoutRejected) => Enter(now => now with
    {
        Replaced = "",
        Rejected = withoutRejected ? now.Rejected : null,
        Verdict = withoutRejected ? now.Verdict : null,
    });

    /// <summary>What the upstream has does not follow what is served.</summary>
    public void Replaced(string why) => Enter(now => now with { Replaced = why });

    public void Unreported(int count) => Enter(now => now with { Unreported = count });

    private void Enter(Func<UpstreamStanding, UpstreamStanding> change)
    {
        UpstreamStanding before, after;
        lock (_lock)
        {
            before = _current;
            after = change(before);
            if (after == before)
                return;
            if (after.IsConnected != before.IsConnected)
                after = after with { Since = time.GetUtcNow() };
            Volatile.Write(ref _current, after);
        }

        Log(before, after);
        Changed.Pulse();
    }

    private void Log(UpstreamStanding before, UpstreamStanding after)
    {
        if (after.IsConnected && !before.IsConnected)
            RelayLog.Connected(log, after.Upstream);
        if (after.Failure.Length > 0 && before.Failure.Length == 0)
            RelayLog.Away(log, after.Upstream, after.Failure);
        if (after.Alarm.Length > 0 && after.Alarm != before.Alarm)
            RelayLog.Alarm(log, after.Alarm);
        if (after.Alarm.Length == 0 && before.Alarm.Length > 0)
            RelayLog.AlarmIsOver(log);
        if (after.Unreported > 0 && before.Unreported == 0)
            RelayLog.Unreported(log, after.Unreported, Protocol.MaxStandings);
    }
}
