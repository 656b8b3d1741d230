using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Rollout;
using WireRollout = SchemaClaims.V1.Rollout;

namespace SchemaClaimsSidecar.Administration;

/// <summary>Parts of the fleet as the administration protocol carries them.</summary>
internal static class WireRollouts
{
    private static readonly TimeSpan ShortestPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromDays(7);

    /// <exception cref="RpcException">INVALID_ARGUMENT.</exception>
    public static RolloutRecord? Read(WireRollout? rollout)
    {
        if (rollout is null)
            return null;
        if (!RolloutTarget.TryParse(rollout.To, out _))
            throw Invalid($"'{rollout.To}' is no part of a fleet: write 10% (1 to 100), zone=a, or zone=a,tier=web for several labels.");
        return new RolloutRecord(rollout.To, rollout.Auto is { } auto ? ReadPatience(auto) : null);
    }

    public static WireRollout? Of(RolloutRecord? rollout) => rollout is null ? null : new WireRollout
    {
        To = rollout.To,
        Auto = rollout.Auto is { } auto ? Duration.FromTimeSpan(auto) : null,
    };

    private static TimeSpan ReadPatience(Duration auto) =>
        auto.Seconds >= ShortestPatience.TotalSeconds && auto.Seconds <= LongestPatience.TotalSeconds
            ? auto.ToTimeSpan()
            : throw Invalid("rollout.auto must be from 1 second to 7 days.");

    private static RpcException Invalid(string what) => new(new Status(StatusCode.InvalidArgument, what));
}
