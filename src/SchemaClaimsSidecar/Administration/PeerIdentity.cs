using System.Buffers.Binary;
using Microsoft.AspNetCore.Connections.Features;

namespace SchemaClaimsSidecar.Administration;

/// <summary>Who is at the other end of a Unix socket, as the kernel says.</summary>
internal static class PeerIdentity
{
    // From <sys/socket.h> on Linux: struct ucred { pid_t pid; uid_t uid; gid_t gid; }.
    private const int SocketLevel = 1;
    private const int PeerCredentials = 17;

    /// <summary><c>uid 1000</c>; <c>unknown</c> where the kernel does not say.</summary>
    public static string Of(HttpContext context)
    {
        if (context.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket)
            return "unknown";
        Span<byte> credentials = stackalloc byte[12];
        socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials);
        return $"uid {BinaryPrimitives.ReadUInt32LittleEndian(credentials[4..])}";
    }
}
