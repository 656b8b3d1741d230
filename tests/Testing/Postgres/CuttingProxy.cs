using System.Net;
using System.Net.Sockets;

namespace Testing.Postgres;

/// <summary>Stands between a client and a server and cuts the connection at the worst moment.</summary>
public sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _serverPort;
    private readonly Task _accepting;
    private volatile CommitCut _cut;
    private volatile bool _refuses;
    private volatile bool _refusesAfterCut;
    private int _cuts;

    public CuttingProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    // With the end of the string: a transaction also begins with "… READ COMMITTED".
    private static ReadOnlySpan<byte> Commit => "COMMIT\0"u8;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many commits were cut.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    /// <summary>Cuts the next commit, once.</summary>
    /// <param name="cut">When.</param>
    /// <param name="andRefuse">Whether no connection gets through from then on.</param>
    public void CutNext(CommitCut cut, bool andRefuse = false) => (_refusesAfterCut, _cut) = (andRefuse, cut);

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
        using var server = new TcpClient();
        using var both = client;
        if (_refuses)
            return;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _serverPort, _end.Token);
            var (near, far) = (client.GetStream(), server.GetStream());
            await Task.WhenAny(ForwardCommandsAsync(near, far), far.CopyToAsync(near, _end.Token));
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException)
        {
            // Either side is gone; disposing ends the other.
        }
    }

    private async Task ForwardCommandsAsync(NetworkStream client, NetworkStream server)
    {
        var buffer = new byte[64 * 1024];
        while (await client.ReadAsync(buffer, _end.Token) is > 0 and var length)
        {
            if (_cut != CommitCut.Never && buffer.AsSpan(0, length).IndexOf(Commit) >= 0)
            {
                await CutAsync(client, server, buffer.AsMemory(0, length));
                return;
            }

            await server.WriteAsync(buffer.AsMemory(0, length), _end.Token);
        }
    }

    private async Task CutAsync(NetworkStream client, NetworkStream server, ReadOnlyMemory<byte> commit)
    {
        var cut = _cut;
        _cut = CommitCut.Never;
        _refuses = _refusesAfterCut;
        Interlocked.Increment(ref _cuts);
        // The client goes first: the answer that follows finds nobody.
        client.Close();
        if (cut == CommitCut.BeforeTheClientHears)
            await server.WriteAsync(commit, _end.Token);
    }
}
