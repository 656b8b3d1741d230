using System.Net.Sockets;

namespace EndToEnd.Tests.Chaos;

/// <summary>Both halves of a connection through a <see cref="Link"/>.</summary>
internal sealed class LinkConnection(Socket subscriber) : IDisposable
{
    private volatile bool _isDead;

    public Socket Subscriber { get; } = subscriber;

    public Socket Sidecar { get; } = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    /// <summary>Whether nothing comes through any more.</summary>
    public bool IsDead
    {
        get => _isDead;
        set => _isDead = value;
    }

    public void CloseSidecarsHalf()
    {
        IsDead = true;
        Sidecar.Dispose();
    }

    public void Dispose()
    {
        Subscriber.Dispose();
        Sidecar.Dispose();
    }
}
