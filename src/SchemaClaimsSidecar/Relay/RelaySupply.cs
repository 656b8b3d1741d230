using SchemaClaims.Contracts.Following;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Distribution;

namespace SchemaClaimsSidecar.Relay;

/// <summary>
/// Remembers what the upstream said last of what is served here. Before it has said anything, what is served is as old as its claims,
/// whose age outlives a restart.
/// </summary>
internal sealed class RelaySupply(ReleaseHub hub, ClaimsFreshness claims, TimeProvider time) : ISupply
{
    private Heard? _last;

    public bool IsKnown => hub.Newest is not null || Volatile.Read(ref _last) is not null;

    /// <summary>Whether the upstream has said anything of what is served here.</summary>
    public bool IsHeard => Volatile.Read(ref _last) is not null;

    public TimeSpan Age => Volatile.Read(ref _last) is { } last
        ? last.Age + time.GetElapsedTime(last.Timestamp)
        : claims.Age ?? TimeSpan.Zero;

    public DateTimeOffset SaidAt => Volatile.Read(ref _last)?.SaidAt ?? time.GetUtcNow() - Age;

    public IReadOnlyList<Hop> Path => Volatile.Read(ref _last)?.Path ?? [];

    /// <summary>The upstream said that what is served here is everything.</summary>
    public void Confirm(Heartbeat heartbeat) => Volatile.Write(ref _last, new Heard(
        heartbeat.Age.ToAge(), time.GetTimestamp(), heartbeat.SentAt?.ToDateTimeOffset() ?? time.GetUtcNow(), [.. heartbeat.Path]));

    private sealed record Heard(TimeSpan Age, long Timestamp, DateTimeOffset SaidAt, IReadOnlyList<Hop> Path);
}
