using Microsoft.AspNetCore.Connections;

namespace SchemaClaimsSidecar.Limits;

/// <summary>
/// How many connections a listener has, and how fast it takes them up. Each listener has its own: who floods one reaches no other.
/// </summary>
internal sealed partial class ConnectionGate(
    string listener, int most, LimitOptions options, TimeProvider time, ILogger<ConnectionGate> log)
{
    private readonly Pace _pace = new(options.ConnectionsPerSecond, options.ConnectionsPerSecond, time);
    private int _count;
    private bool _isFull;

    public async Task PassAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        try
        {
            if (Interlocked.Increment(ref _count) > most)
            {
                // Once, until there is room again: the log must not be what fills up.
                if (!Interlocked.Exchange(ref _isFull, true))
                    LogFull(listener, most);
                connection.Abort(new ConnectionAbortedException("There are too many connections."));
                return;
            }

            Volatile.Write(ref _isFull, false);
            if (_pace.Take() is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait, time, connection.ConnectionClosed).ConfigureAwait(false);
            await next(connection).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (connection.ConnectionClosed.IsCancellationRequested)
        {
            // Whoever waited for their turn has gone.
        }
        finally
        {
            Interlocked.Decrement(ref _count);
        }
    }

    [LoggerMessage(6606, LogLevel.Warning, "{Listener} has {Most} connections, and more are not taken")]
    private partial void LogFull(string listener, int most);
}
