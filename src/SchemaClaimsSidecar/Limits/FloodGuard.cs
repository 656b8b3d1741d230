using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace SchemaClaimsSidecar.Limits;

/// <summary>Ends connections that send more frames which carry nothing than any client has reason to; the server lets them.</summary>
internal sealed partial class FloodGuard(IOptions<LimitOptions> limits, TimeProvider time, ILogger<FloodGuard> log)
{
    private const int BurstSeconds = 10;

    private readonly int _most = limits.Value.ControlFramesPerSecond;

    public async Task PassAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var plain = connection.Transport;
        var frames = new ControlFrames();
        var pace = new Pace(_most, _most * BurstSeconds, time);
        var isOver = false;
        connection.Transport = new ObservedTransport(
            new ObservedReader(plain.Input, bytes =>
            {
                for (var left = frames.CountIn(bytes); left > 0 && !isOver; left--)
                {
                    isOver = pace.Take() > TimeSpan.Zero;
                    if (isOver)
                        End(connection);
                }
            }),
            plain.Output);
        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            connection.Transport = plain;
        }
    }

    private void End(ConnectionContext connection)
    {
        LogFlood(connection.ConnectionId, _most);
        connection.Abort(new ConnectionAbortedException("Too many frames carry nothing."));
    }

    [LoggerMessage(6607, LogLevel.Warning, "Connection {Connection} is ended: it sends more than {Most} empty frames a second")]
    private partial void LogFlood(string connection, int most);
}
