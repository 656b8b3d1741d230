using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SchemaClaimsSidecar.Limits;

/// <summary>The limits that the server has itself.</summary>
internal static class ServerLimits
{
    // A peer that vanished without a word would otherwise keep its stream until TCP gives up, a quarter of an hour later.
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(20);

    public static void Set(KestrelServerLimits limits, LimitOptions options)
    {
        limits.KeepAliveTimeout = options.IdleTimeout;
        limits.RequestHeadersTimeout = options.HeadersTimeout;
        limits.MaxRequestHeadersTotalSize = options.HeaderBytes;
        limits.MinRequestBodyDataRate = new MinDataRate(options.BodyBytesPerSecond, options.BodyGrace);
        limits.Http2.MaxRequestHeaderFieldSize = options.HeaderBytes;
        limits.Http2.MaxStreamsPerConnection = options.StreamsPerConnection;
        limits.Http2.KeepAlivePingDelay = PingDelay;
        limits.Http2.KeepAlivePingTimeout = PingTimeout;
    }
}
