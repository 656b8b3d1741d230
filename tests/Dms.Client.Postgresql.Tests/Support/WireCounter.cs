using System.Net;
using System.Net.Sockets;

namespace Dms.Client.Postgresql.Tests.Support;

/// <summary>
/// Stands between clients and a PostgreSQL server and counts: connections, and round trips, each of which begins when a client speaks
/// after the server has answered. It can also cut them off, or hold
/// them up, in the midst of an answer.
/// </summary>
internal sealed class WireCounter : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _serverPort;
    private readonly Task _accepting;
    private int _connections;
    private int _open;
    private int _mostOpen;
    private int _roundTrips;
    private long _allowance = long.MaxValue;
    private bool _holds;
    private long _serverBytes;

    public WireCounter(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections were opened.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>How many connections were open at once, at most.</summary>
    public int MostOpen => Volatile.Read(ref _mostOpen);

    /// <summary>How many round trips were made.</summary>
    public int RoundTrips => Volatile.Read(ref _roundTrips);

    /// <summary>How much the servers have sent.</summary>
    public long ServerBytes => Volatile.Read(ref _serverBytes);

    /// <summary>Cuts the connection once the server has sent this many more bytes.</summary>
    public void CutAfter(long bytes) => Volatile.Write(ref _allowance, bytes);

    /// <summary>Lets no more through once the server has sent this many more bytes, and keeps the connection.</summary>
    public void HoldAfter(long bytes)
    {
        Volatile.Write(ref _holds, true);
        CutAfter(bytes);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        using var both = client;
        client.NoDelay = true;
        Interlocked.Increment(ref _connections);
        InterlockedMax(ref _mostOpen, Interlocked.Increment(ref _open));
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _serverPort, _end.Token);
            var turn = new Turn();
            await Task.WhenAny(
                CopyAsync(client.GetStream(), server.GetStream(), _ => turn.Take(client: true, ref _roundTrips)),
                CopyAsync(server.GetStream(), client.GetStream(), length => turn.Take(client: false, ref _roundTrips) && Allows(length)));
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException)
        {
            // Either side is gone; disposing ends the other.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, Func<int, bool> passes)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, _end.Token) is > 0 and var length)
            {
                if (!passes(length))
                {
                    if (!Volatile.Read(ref _holds))
                        return;
                    await Task.Delay(Timeout.Infinite, _end.Token);
                }

                await to.WriteAsync(buffer.AsMemory(0, length), _end.Token);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The connection is over.
        }
    }

    private bool Allows(int length)
    {
        Interlocked.Add(ref _serverBytes, length);
        return Interlocked.Add(ref _allowance, -length) >= 0;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }

    private sealed class Turn
    {
        private readonly Lock _lock = new();
        private bool _clientSpeaks;

        public bool Take(bool client, ref int roundTrips)
        {
            lock (_lock)
            {
                if (client && !_clientSpeaks)
                    Interlocked.Increment(ref roundTrips);
                _clientSpeaks = client;
                return true;
            }
        }
    }
}
