using System.Buffers.Binary;
using Microsoft.AspNetCore.Connections.Features;

namespace SchemaClaimsSidecar.Administration;

/// <summary>Who is at the other end of a Unix socket, as the kernel says.</summary>
internal static class PeerIdentity
{
    // From <sys/socket.h> on Linux: struct ucred { pid_t pid; uid_t uid; gid_t gid; }.
    private const int SocketLevel = 1;
    private const int PeerCredentials = 17;

    private const string Unknown = "unknown";

    /// <summary><c>uid 1000</c>; <c>unknown</c> where the kernel does not say.</summary>
    public static string Of(HttpContext context) => Read(context) is var (_, uid, _) ? $"uid {uid}" : Unknown;

    /// <summary><c>uid 1000 gid 1000 pid 4711</c>; <c>unknown</c> where the kernel does not say.</summary>
    public static string InFull(HttpContext context) => Read(context) is var (pid, uid, gid) ? $"uid {uid} gid {gid} pid {pid}" : Unknown;

    private static (int Pid, uint Uid, uint Gid)? Read(HttpContext context)
    {
        if (context.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket)
            return null;
        Span<byte> credentials = stackalloc byte[12];
        socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials);
        return (
            BinaryPrimitives.ReadInt32LittleEndian(credentials), BinaryPrimitives.ReadUInt32LittleEndian(credentials[4..]),
            BinaryPrimitives.ReadUInt32LittleEndian(credentials[8..]));
    }
}
