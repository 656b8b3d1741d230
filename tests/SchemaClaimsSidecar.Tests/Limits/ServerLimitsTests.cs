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

        Assert.InRange(limits.Http2.KeepAlivePingDelay + limits.Http2.KeepAlivePingTimeout, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1));
    }
}
