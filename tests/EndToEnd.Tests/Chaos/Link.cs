using System.Collections.Concurrent;
using System.Net.Sockets;

namespace EndToEnd.Tests.Chaos;

/// <summary>Stands between subscribers and a sidecar, and does to their bytes what networks do. What it does, it does to all connections.</summary>
internal sealed class Link : IAsyncDisposable
{
    private const int BufferBytes = 16 * 1024;

    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<LinkConnection, Task> _connections = new();
    private readonly string _target;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Task _accepting;
    private int _accepted;

    /// <param name="socket">Where subscribers connect.</param>
    /// <param name="target">Where the sidecar listens.</param>
    public Link(string socket, string target)
    {
        Socket = socket;
        _target = target;
        _listener.Bind(new UnixDomainSocketEndPoint(socket));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public string Socket { get; }

    /// <summary>How many connections have been made.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>How many bytes a second come through towards the subscribers; null for as many as there are.</summary>
    public int? BytesPerSecond { get; set; }

    /// <summary>In which of so many buffers a byte is turned over on its way to the subscribers; null for none.</summary>
    public int? DamageOneIn { get; set; }

    /// <summary>Lets the connections that there are go dead without a sign: open, and nothing comes through. New ones are sound.</summary>
    public void Swallow()
    {
        foreach (var connection in _connections.Keys)
            connection.IsDead = true;
    }

    /// <summary>Tells the sidecar that its subscribers are gone and the subscribers nothing, as when one end of a connection crashes.</summary>
    public void HalfClose()
    {
        foreach (var connection in _connections.Keys)
            connection.CloseSidecarsHalf();
    }

    /// <summary>Ends all connections in the midst of whatever they carry.</summary>
    public void Cut()
    {
        foreach (var connection in _connections.Keys)
            connection.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        Cut();
        await Task.WhenAll(_connections.Values);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_end.Token);
                Interlocked.Increment(ref _accepted);
                var connection = new LinkConnection(socket);
                _connections[connection] = ServeAsync(connection);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(LinkConnection connection)
    {
        // Not before it is among the connections, or it would stay there.
        await Task.Yield();
        try
        {
            await connection.Sidecar.ConnectAsync(new UnixDomainSocketEndPoint(_target), _end.Token);
            await Task.WhenAny(
                ForwardAsync(connection, connection.Subscriber, connection.Sidecar, isToSubscriber: false),
                ForwardAsync(connection, connection.Sidecar, connection.Subscriber, isToSubscriber: true));
            if (connection.IsDead)
                await Task.Delay(Timeout.InfiniteTimeSpan, _end.Token);
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            // Nobody listens at the other end, or the test is over.
        }
        finally
        {
            connection.Dispose();
            _connections.TryRemove(connection, out _);
        }
    }

    private async Task ForwardAsync(LinkConnection connection, Socket from, Socket to, bool isToSubscriber)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            while (await from.ReceiveAsync(Piece(buffer, isToSubscriber), _end.Token) is > 0 and var length)
            {
                if (connection.IsDead)
                    continue;
                if (isToSubscriber && DamageOneIn is { } rarity && Random.Shared.Next(rarity) == 0)
                    buffer[Random.Shared.Next(length)] ^= 1;
                for (var sent = 0; sent < length;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, length - sent), _end.Token);
                if (isToSubscriber && BytesPerSecond is { } rate)
                    await Task.Delay(TimeSpan.FromSeconds(length / (double)rate), _end.Token);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Either end is gone.
        }
    }

    // A slow link is slow byte by byte, and not a fast one with long pauses.
    private Memory<byte> Piece(byte[] buffer, bool isToSubscriber) =>
        isToSubscriber && BytesPerSecond is { } rate ? buffer.AsMemory(0, Math.Clamp(rate / 10, 1, buffer.Length)) : buffer;
}
