using System.Buffers.Binary;
using Microsoft.AspNetCore.Connections.Features;

namespace SchemaClaimsSidecar.Access;

/// <summary>Who is at the other end of a Unix socket, as the kernel says.</summary>
internal readonly record struct PeerCredentials(int Pid, uint Uid, uint Gid)
{
    // From <sys/socket.h> on Linux: struct ucred { pid_t pid; uid_t uid; gid_t gid; }.
    private const int SocketLevel = 1;
    private const int Option = 17;

    /// <summary>Null where the connection is no Unix socket, or the kernel does not say.</summary>
    public static PeerCredentials? Of(HttpContext context)
    {
        if (context.Features.Get<IConnectionSocketFeature>()?.Socket is not { AddressFamily: System.Net.Sockets.AddressFamily.Unix } socket)
            return null;
        Span<byte> credentials = stackalloc byte[12];
        socket.GetRawSocketOption(SocketLevel, Option, credentials);
        return new PeerCredentials(
            BinaryPrimitives.ReadInt32LittleEndian(credentials), BinaryPrimitives.ReadUInt32LittleEndian(credentials[4..]),
            BinaryPrimitives.ReadUInt32LittleEndian(credentials[8..]));
    }
}
