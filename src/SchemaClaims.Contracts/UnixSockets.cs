using System.Net.Sockets;
using System.Text;

namespace SchemaClaims.Contracts;

/// <summary>HTTP over Unix domain sockets.</summary>
internal static class UnixSockets
{
    /// <summary>The longest path of a Unix socket on Linux, in bytes, without the final zero.</summary>
    public const int MaxPathBytes = 107;

    /// <summary>Why a path cannot be a Unix socket; null when it can.</summary>
    public static string? Problem(string path)
    {
        var length = Encoding.UTF8.GetByteCount(path);
        return length == 0 ? "The path of the Unix socket is empty."
            : length > MaxPathBytes ? $"The path of the Unix socket has {length} bytes; the system allows {MaxPathBytes}. Choose a shorter one than {path}."
            : null;
    }

    /// <summary>A handler whose connections all go to this socket.</summary>
    public static SocketsHttpHandler HandlerFor(string path) => new()
    {
        EnableMultipleHttp2Connections = true,
        ConnectCallback = (_, cancellationToken) => ConnectAsync(path, cancellationToken),
    };

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
