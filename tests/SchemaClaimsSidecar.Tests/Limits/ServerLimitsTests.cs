using Microsoft.AspNetCore.Server.Kestrel.Core;
using SchemaClaimsSidecar.Limits;

namespace SchemaClaimsSidecar.Tests.Limits;

public sealed class ServerLimitsTests
{
    // The server asks by its own clock, which no test can move.
    [Fact]
    public void Peer_ThatVanishedWithoutAWord_IsLetGoWithinAMinute()
    {
        var limits = new KestrelServerLimits();

        ServerLimits.Set(limits, new LimitOptions());

        var (delay, timeout) = (limits.Http2.KeepAlivePingDelay, limits.Http2.KeepAlivePingTimeout);
        Assert.InRange(delay + timeout, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1));
    }
}
