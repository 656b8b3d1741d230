using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Testing.Postgres;

/// <summary>Stands between a client and a server and can let connections go dead without a sign: open, and nothing comes through.</summary>
public sealed class SwallowingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly int _serverPort;
    private readonly Task _accepting;
    private int _generation;
    private int _accepted;
    private volatile bool _vanished;

    public SwallowingProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections have been made.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Swallows everything on the connections that there are; new ones are sound.</summary>
    public void Swallow() => Interlocked.Increment(ref _generation);

    /// <summary>Lets the client vanish, as the server sees it: its connections stay open, and it makes no new ones.</summary>
    public void Vanish()
    {
        _vanished = true;
        Swallow();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token), Volatile.Read(ref _generation)));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            // The tests are over.
        }
    }

    private async Task ServeAsync(TcpClient client, int generation)
    {
        Interlocked.Increment(ref _accepted);
        using var server = new TcpClient();
        using var both = client;
        if (_vanished)
            return;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _serverPort, _end.Token);
            await Task.WhenAny(
                ForwardAsync(client.GetStream(), server.GetStream(), generation),
                ForwardAsync(server.GetStream(), client.GetStream(), generation));
            if (_vanished)
                await Task.Delay(Timeout.InfiniteTimeSpan, _end.Token);
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException)
        {
            // Either side is gone; disposing ends the other.
        }
    }

    private async Task ForwardAsync(NetworkStream from, NetworkStream to, int generation)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, _end.Token) is > 0 and var length)
        {
            if (generation == Volatile.Read(ref _generation))
                await to.WriteAsync(buffer.AsMemory(0, length), _end.Token);
        }
    }
}
