using System.Net.Sockets;
using System.Text;

namespace SchemaClaims.Contracts.Tests.Following;

/// <summary>Connections to a socket. The first time that the server says certain words, they are changed.</summary>
internal sealed class DamagingConnections(string socket, string sound, string damaged)
{
    private readonly byte[] _sound = Encoding.ASCII.GetBytes(sound);
    private readonly byte[] _damaged = Encoding.ASCII.GetBytes(damaged);

    private bool _isDone;

    /// <summary>How many there were.</summary>
    public int Made { get; private set; }

    public void Use(SocketsHttpHandler handler) => handler.ConnectCallback = async (_, cancellationToken) =>
    {
        var end = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await end.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellationToken);
        Made++;
        return new Damaging(end, this);
    };

    private sealed class Damaging(Socket end, DamagingConnections rule) : NetworkStream(end, ownsSocket: true)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            if (!rule._isDone && buffer.Span[..read].IndexOf(rule._sound) is >= 0 and var at)
            {
                rule._damaged.CopyTo(buffer.Span[at..]);
                rule._isDone = true;
            }

            return read;
        }
    }
}
